import {
  assessAll,
  CAMERAS,
  SUBSETS,
  type Summaries,
  summarize,
  type Summary,
  type TestSource,
  type Trial,
} from "../lib/assess/mod.ts";
import type { Pipeline } from "../lib/recognize/mod.ts";
import { HelpAsked } from "../commands/shared/help_asked.ts";
import { print, printJson } from "../commands/shared/print.ts";
import { asksForHelp } from "../commands/shared/project_command.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { userPath } from "../lib/files/mod.ts";
import { writeFailures } from "./expression_failures.ts";
import { markdownTable } from "./markdown_table.ts";
import { readOptions } from "./options.ts";

const HELP = `Usage: deno task bench expressions --data SOURCE [flags]

How well handwritten expressions are read: they are drawn as pictures, or put together from pictures of symbols.

  --data SOURCE      crohme:PATH, or bhmsds:PATH (labelled pictures of digits, + - and dots)
  --set NAME         the set of CROHME (default 2014test, for reports only: try things on 2013test)
  --model FOLDER     the classifier (default data/models/reader)
  --pipeline NAME    contours, or original: the project's original way (default contours)
  --size PIXELS      median of the symbols' longer sides (default 40)
  --pen PIXELS       width of the pen (default 3)
  --photo CAMERA     photographed: mild, medium or strong
  --limit N          reads the first N expressions only (default all; of bhmsds 300)
  --seed N           of what is composed and photographed (default 1)
  --workers N        on so many cores; times are true with 1 (default 1)
  --failures FOLDER  also pictures of wrong readings, in a folder under runs/
  --count N          so many of them (default 10)
  --json             everything measured, each expression too, as JSON`;

const DEFAULTS = {
  data: "",
  set: "2014test",
  model: "data/models/reader",
  pipeline: "contours",
  size: 40,
  pen: 3,
  photo: "",
  limit: 1_000_000,
  seed: 1,
  workers: 1,
  failures: "",
  count: 10,
  json: false,
};

/**
 * Reads the arguments of `deno task bench expressions`.
 *
 * @throws {UsageError} They are wrong.
 * @throws {HelpAsked} The help is asked for, or nothing is.
 */
export function readTrial(
  args: readonly string[],
): { readonly options: typeof DEFAULTS; readonly trial: Trial } {
  if (args.length === 0 || asksForHelp(args)) throw new HelpAsked(HELP);
  const options = readOptions(args, DEFAULTS);
  const trial: Trial = {
    source: sourceOf(options),
    limit: options.limit,
    model: options.model === DEFAULTS.model ? options.model : userPath(options.model),
    pipeline: oneOf<Pipeline>("pipeline", options.pipeline, ["contours", "original"]),
  };
  return { options, trial };
}

/** Measures the reading of expressions. */
export async function main(args: readonly string[]): Promise<void> {
  const { options, trial } = readTrial(args);
  const assessments = await assessAll(trial, options.workers, showProgress);
  const summaries = summarize(assessments);
  if (options.json) printJson({ trial, summaries, assessments });
  else print(...`${summaryTable(summaries)}\n\n${causesTable(summaries)}`.split("\n"));
  if (options.failures) await writeFailures(trial, assessments, userPath(options.failures), options.count);
}

const PICTURES = 300;

function sourceOf({ data, set, size, pen, photo, limit, seed }: typeof DEFAULTS): TestSource {
  const [, kind, path] = /^(crohme|bhmsds):(.+)$/.exec(data) ?? [];
  if (!kind) throw new UsageError(`--data must be crohme:PATH or bhmsds:PATH, got "${data}".`);
  const cameras = Object.keys(CAMERAS) as (keyof typeof CAMERAS)[];
  const camera = photo === "" ? undefined : CAMERAS[oneOf("photo", photo, cameras)];
  const origin = kind === "crohme"
    ? { kind: "crohme" as const, path: userPath(path), set, drawing: { symbolSize: size, penWidth: pen } }
    : { kind: "pictures" as const, path: userPath(path), count: Math.min(limit, PICTURES) };
  return { origin, camera, seed };
}

function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === value);
  if (found) return found;
  throw new UsageError(`--${flag} must be ${allowed.join(" or ")}, got "${value}".`);
}

/** Only where somebody looks. */
function showProgress(count: number, of: number): void {
  if (!Deno.stderr.isTerminal()) return;
  Deno.stderr.writeSync(
    new TextEncoder().encode(`\r${count} of ${of} expressions${count === of ? "\n" : ""}`),
  );
}

const ROWS: readonly (readonly [string, (summary: Summary) => string])[] = [
  ["expressions", ({ expressions }) => `${expressions}`],
  ["right, %", ({ exact }) => percent(exact)],
  ["at most one error, %", ({ atMostOne }) => percent(atMostOne)],
  ["at most two errors, %", ({ atMostTwo }) => percent(atMostTwo)],
  ["right structure, %", ({ structure }) => percent(structure)],
  ["right structure given the symbols, %", ({ structureOfTruth }) => percent(structureOfTruth)],
  ["segmentation: recall, %", ({ segmentationRecall }) => percent(segmentationRecall)],
  ["segmentation: precision, %", ({ segmentationPrecision }) => percent(segmentationPrecision)],
  ["symbols found and right, %", ({ symbolRecall }) => percent(symbolRecall)],
  ["symbols right given their ink, 82 labels, %", ({ labelAccuracy }) => percent(labelAccuracy)],
  ["… with letter case, %", ({ casedAccuracy }) => percent(casedAccuracy)],
  ["right value, %", ({ rightValue, withValue }) => `${percent(rightValue)} of ${withValue}`],
  ["time, median, ms", ({ milliseconds }) => milliseconds.median.toFixed(0)],
  ["time, 95 in 100 below, ms", ({ milliseconds }) => milliseconds.p95.toFixed(0)],
];

function summaryTable(summaries: Summaries): string {
  const groups = groupsOf(summaries);
  return markdownTable(
    ["", ...groups.map(([name]) => name)],
    ROWS.map(([name, cell]) => [name, ...groups.map(([, summary]) => cell(summary))]),
  );
}

function causesTable(summaries: Summaries): string {
  const rows = groupsOf(summaries).map(([name, { firstErrors }]) =>
    [name, firstErrors.segmentation, firstErrors.label, firstErrors.structure].map(String)
  );
  return markdownTable(["wrong: what broke first", "segmentation", "label", "structure"], rows);
}

/** The groups that have expressions, with their names. */
function groupsOf(summaries: Summaries): (readonly [string, Summary])[] {
  const names = { ...SUBSETS, all: "all" };
  return (Object.keys(names) as (keyof Summaries)[])
    .map((key) => [names[key], summaries[key]] as const)
    .filter(([, { expressions }]) => expressions > 0);
}

function percent(share: number): string {
  return Number.isNaN(share) ? "–" : (100 * share).toFixed(1);
}
