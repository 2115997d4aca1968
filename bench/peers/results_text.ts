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
  const parts = (Object.keys(HEADINGS) as Group[]).flatMap((group) => {
    const results = all.results.filter((result) => result.group === group);
    return results.length === 0
      ? []
      : [`### ${HEADINGS[group]}\n\n${about(group, all)}\n\n${table(group, results)}`];
  });
  const missing = all.missing.map(({ title, group, reason }) => `Not run: ${title}, ${group}: ${reason}`);
  const versions = Object.entries(Object.assign({}, ...all.results.map((result) => result.versions)));
  const closing = `\
Medians, least and greatest of ${
    repeats(all.results)
  } runs, contenders in turn; ratios of neighbouring runs. Peak memory counts all
processes, pages they share once. First step: from the command to the end of the first training step.

${all.date}, ${machineText(all.machine)} ${
    versions.map(([name, version]) => `${name} ${version}`).join(", ")
  }.
Command: \`${all.command}\`.`;
  return [...parts, ...missing, closing].join("\n\n");
}

function about(group: Group, { images, pinned }: Results): string {
  if (group === "experiment") {
    const tested = Math.ceil(images / 10);
    return `10 clients, ${
      images - tested
    } drawn images dealt at random, ${tested} to test, batch 32, one local epoch, a fresh
Adam each round, evaluation included; rounds after the first. Flower simulates with Ray, one processor a client;
its clients keep the compiled network from round to round.`;
  }
  const where = pinned ? `, pinned to ${group === "step on one core" ? "one core" : "two cores"}` : "";
  return `Batch 32, 45 × 45 grey pixels, 82 classes, dropout, Adam${where}.`;
}

function table(group: Group, results: readonly Result[]): string {
  const step = group !== "experiment";
  const head = step
    ? ["", "ms a step", `${OURS} ÷ it`, "evaluating 32, ms", "first step, s", "peak MB"]
    : ["", "s a round", `${OURS} ÷ it`, "accuracy, last round", "first step, s", "peak MB"];
  const rows = results.map((result) => {
    const over = ratio(results, result);
    return [
      result.title,
      column(result, ({ time }) => time),
      over ? spreadText(over) : "",
      step ? column(result, (one) => one.evaluationMilliseconds) : column(result, ({ accuracy }) => accuracy),
      column(result, ({ firstStepSeconds }) => firstStepSeconds),
      threeDigits(Math.max(...result.repeats.map(({ peakBytes }) => peakBytes)) / 1e6),
    ];
  });
  return markdownTable(head, rows);
}

function column({ repeats }: Result, value: (repeat: Repeat) => number | undefined): string {
  const values = repeats.map(value).filter((one) => one !== undefined);
  return values.length > 0 ? spreadText(spread(values)) : "";
}

function repeats(results: readonly Result[]): number {
  return Math.max(0, ...results.map((result) => result.repeats.length));
}
