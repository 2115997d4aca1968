import type { ReportSection } from "../../../charts/mod.ts";
import { percent } from "../../../numbers/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import type { Run } from "../../run/run.ts";
import { neverRecognised } from "../never_recognised.ts";
import { commonRounds } from "../common_rounds.ts";
import { counted } from "../counted.ts";
import type { Spread } from "../spread.ts";
import type { MethodSummary, Summary } from "../summary.ts";

/** A method's figures and its first run. */
interface Column {
  readonly summary: MethodSummary;
  readonly run?: Run;
}

/** A row of the table: what a figure is called, its text, and of which methods it says something; default of all. */
type FigureRow = readonly [
  name: string,
  of: (column: Column) => string | undefined,
  when?: (methods: readonly MethodSummary[]) => boolean,
];

/** Whether a method was better than after its last round. */
const isBetterBefore = (methods: readonly MethodSummary[]) =>
  methods.some(({ bestAccuracy, lastAccuracy }) => bestAccuracy.mean > lastAccuracy.mean);

/** The rows of the table; one that no method has anything for is left out. */
const ROWS: readonly FigureRow[] = [
  ["Accuracy, last round", ({ summary }) => accuracy(summary.lastAccuracy)],
  ["Accuracy, best round", ({ summary }) => accuracy(summary.bestAccuracy), isBetterBefore],
  ["Best round", ({ summary }) => summary.bestRounds.join(", "), isBetterBefore],
  ["Look-alikes taken as one", ({ summary: { detail } }) => detail && percent(detail.groupAccuracy, 2)],
  ["Mean F1", ({ summary: { detail } }) => detail && percent(detail.weighted.f1, 2)],
  ["Never recognised", ({ summary: { detail } }) => {
    if (!detail) return;
    const never = neverRecognised(detail);
    return `${never.length} of ${Object.keys(detail.classes).length}`;
  }],
  ["Rounds", ({ summary }) => `${summary.rounds}`, (methods) => commonRounds(methods) === undefined],
  ["Seconds here", ({ summary }) => summary.wallSeconds.mean.toFixed(1)],
  ["Of them for the start", ({ summary }) => summary.startWallSeconds?.mean.toFixed(1)],
  ["Simulated seconds", ({ summary }) => summary.simulatedSeconds.mean.toFixed(1)],
  ["MB sent by clients", ({ summary }) => megabytes(summary.uploadBytes)],
  ["MB sent to clients", ({ summary }) => megabytes(summary.downloadBytes)],
  ["Privacy spent, ε", ({ run }) => run?.rounds.at(-1)?.epsilon?.toPrecision(3)],
  ["Attack's success", ({ run }) => {
    const success = run?.rounds.at(-1)?.attackSuccess;
    return success === undefined ? undefined : percent(success, 1);
  }],
  ["Updates not taken", ({ summary: { rejected } }) => rejected && counted(rejected)],
  ["Rounds without a step", ({ summary: { stayed } }) => stayed && counted(stayed)],
];

/** The figures of each method, a column each, and what the less usual ones mean. */
export function figuresSection(
  { seeds }: ExperimentConfig,
  runs: readonly Run[],
  { methods }: Summary,
): ReportSection {
  const columns = methods.map((summary): Column => ({
    summary,
    run: runs.find(({ method, rounds }) => method === summary.method && rounds.length > 0),
  }));
  const rows = ROWS.filter(([, , when]) => when?.(methods) ?? true).flatMap(([name, of]) => {
    const texts = columns.map(of);
    return texts.some((text) => text !== undefined) ? [[name, ...texts.map((text) => text ?? "–")]] : [];
  });
  return {
    heading: "In figures",
    text: [
      isBetterBefore(methods) &&
      "The best round is chosen on the test images, so its accuracy is an optimistic figure.",
      methods.some(({ detail }) => detail) &&
      "Look-alikes are the same ink, such as x and ×, or 0 and o: taken as one, either answer counts as right. F1 is " +
        "the mean over the symbols, weighted by their images.",
      seeds > 1 &&
      "In brackets: least to most of the seeds; what is said of the mistakes is of the first seed.",
    ].filter(Boolean).join(" "),
    table: { columns: ["", ...methods.map(({ method }) => method)], rows },
  };
}

function accuracy({ mean, min, max, each }: Spread): string {
  return percent(mean, 2) + (each.length > 1 ? ` (${percent(min, 2)} – ${percent(max, 2)})` : "");
}

function megabytes(bytes: number): string | undefined {
  return bytes > 0 ? (bytes / 1e6).toFixed(1) : undefined;
}
