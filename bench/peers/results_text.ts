import { machineText } from "../machine.ts";
import { markdownTable } from "../markdown_table.ts";
import { spread } from "../spread.ts";
import { spreadText, threeDigits } from "../spread_text.ts";
import { type Group, OURS } from "./contenders.ts";
import { ratio, type Repeat, type Result, type Results } from "./results.ts";

const HEADINGS: Readonly<Record<Group, string>> = {
  "experiment": "The whole experiment",
  "step on one core": "One training step, one core",
  "step on two cores": "One training step, two cores",
};

/** The results as they stand in docs/benchmarks.md. */
export function resultsText(all: Results): string {
  const best = all.results.filter(({ triedFor }) => triedFor === undefined);
  const parts = (Object.keys(HEADINGS) as Group[]).flatMap((group) => {
    const results = best.filter((result) => result.group === group);
    return results.length === 0
      ? []
      : [`### ${HEADINGS[group]}`, about(group, all), table(group, results), settingsOf(results)];
  });
  const missing = all.missing.map(({ title, group, reason }) => `Not run: ${title}, ${group}: ${reason}`);
  return [...parts, ...tried(all.results), ...missing, ...closing(all)].filter(Boolean).join("\n\n");
}

function about(group: Group, { images, pinned }: Results): string {
  if (group === "experiment") {
    const tested = Math.ceil(images / 10);
    return `10 clients, ${
      images - tested
    } drawn images dealt at random, ${tested} to test, the same initial weights, batch 32, one
local epoch, a fresh Adam each round, averages weighted by each client's images, evaluation included; rounds after
the first. Processor time is of all processes together.`;
  }
  const where = pinned ? `, pinned to ${group === "step on one core" ? "one core" : "two cores"}` : "";
  return `Batch 32, 45 × 45 grey pixels, 82 classes, dropout, Adam${where}.`;
}

function table(group: Group, results: readonly Result[]): string {
  const step = group !== "experiment";
  const head = [
    "",
    step ? "ms a step" : "s a round",
    `${OURS} ÷ it`,
    step ? "processor ms" : "processor s",
    `${OURS} ÷ it`,
    step ? "evaluating 32, ms" : "accuracy, last round",
    "first step, s",
    "peak MB",
  ];
  const rows = results.map((result) => [
    result.title,
    column(result, ({ time }) => time),
    ratioColumn(result, "time"),
    column(result, ({ processor }) => processor),
    ratioColumn(result, "processor"),
    column(result, (one) => step ? one.evaluationMilliseconds : one.accuracy),
    column(result, ({ firstStepSeconds }) => firstStepSeconds),
    threeDigits(Math.max(...result.repeats.map(({ peakBytes }) => peakBytes)) / 1e6),
  ]);
  return markdownTable(head, rows);
}

/** How the peers of a table are set, a line each. */
function settingsOf(results: readonly Result[]): string {
  const lines = results.flatMap(({ title, settings }) =>
    settings === undefined ? [] : [`- ${title}: ${settings}.`]
  );
  return lines.length === 0 ? "" : `How they are set, the fastest of what was tried:\n\n${lines.join("\n")}`;
}

/** The other settings, each beside the one in use. */
function tried(results: readonly Result[]): string[] {
  const others = results.filter(({ triedFor }) => triedFor !== undefined);
  if (others.length === 0) return [];
  const head = [
    "",
    "work",
    "setting",
    "time",
    "the one in use ÷ it",
    "processor time",
    "the one in use ÷ it",
  ];
  const rows = others.map((result) => [
    result.title,
    result.group,
    result.settings ?? "",
    column(result, ({ time }) => time),
    ratioColumn(result, "time"),
    column(result, ({ processor }) => processor),
    ratioColumn(result, "processor"),
  ]);
  const intro = "Other settings, run in turn with those in use: `deno task bench peers --settings`. " +
    "Seconds a round, milliseconds a step; a ratio below 1 means the setting in use is faster.";
  return ["### Settings tried", intro, markdownTable(head, rows)];
}

function closing({ results, machine, command }: Results): string[] {
  const counts = spread(results.map(({ repeats }) => repeats.length));
  const runs = counts.min === counts.max ? `${counts.min}` : `${counts.min} to ${counts.max}`;
  const busy = results.flatMap(({ repeats }) => repeats.flatMap(({ busyCores }) => busyCores ?? []));
  const noise = busy.length === 0
    ? ""
    : ` In the half second before each run ${spreadText(spread(busy))} cores were busy with something else.`;
  const versions = Object.entries(Object.assign({}, ...results.map((result) => result.versions)));
  return [
    `Medians, least and greatest of ${runs} runs, contenders in turn; ratios of neighbouring runs.${noise} Peak memory
counts all processes, pages they share once. First step: from the command to the end of the first training step.`,
    `${daysText(results)}, ${machineText(machine)} ${
      versions.map(([name, version]) => `${name} ${version}`).join(", ")
    }. Command: \`${command}\`.`,
  ];
}

/** "2026-01-31"; where rows are of several days, each with its rows. */
function daysText(results: readonly Result[]): string {
  const days = Map.groupBy(results, ({ date }) => date);
  if (days.size <= 1) return [...days.keys()].join();
  return [...days].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([day, rows]) => `${day} (${rows.map(({ name }) => name).join(", ")})`).join(", ");
}

function column({ repeats }: Result, value: (repeat: Repeat) => number | undefined): string {
  const values = repeats.map(value).filter((one) => one !== undefined);
  return values.length > 0 ? spreadText(spread(values)) : "";
}

function ratioColumn(result: Result, of: "time" | "processor"): string {
  const over = ratio(result, of);
  return over ? spreadText(over) : "";
}
