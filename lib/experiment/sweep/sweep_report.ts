import {
  curves,
  type CurveSeries,
  type Figure,
  reportPage,
  type ReportSection,
  runningSum,
} from "../../charts/mod.ts";
import { bytesOf, rowsOf, simulatedSecondsOf } from "./rows.ts";
import type { CellResult } from "./run_sweep.ts";
import type { Sweep } from "./sweep_file.ts";
import { sweepTable } from "./tables.ts";

/** What accuracy is drawn against. */
const AGAINST: readonly (readonly [
  title: string,
  x: (result: CellResult) => number[] | undefined,
])[] = [
  ["Round", () => undefined],
  [
    "Megabytes so far, up and down",
    ({ runs }) => meanOf(runs.map((run) => runningSum(bytesOf(run)))).map(toMega),
  ],
  [
    "Simulated seconds",
    ({ cell, runs }) => meanOf(runs.map((run) => runningSum(simulatedSecondsOf(run, cell.config)))),
  ],
];

/**
 * One page: the table, then for each combination of the other axes charts with a curve for each value of the first.
 */
export function sweepReport(sweep: Sweep, results: readonly CellResult[], about: string): Promise<string> {
  return reportPage({
    title: `FedInk: ${sweep.title}`,
    subtitle: about,
    sections: [
      {
        heading: "In figures",
        text:
          "Global accuracy is that of the one model on the test images, which are no client's. Best: the round " +
          "chosen on the test images, so an optimistic figure. After ±: the standard deviation over the seeds.",
        table: sweepTable(sweep, rowsOf(results, sweep.target)),
      },
      ...groups(results).flatMap(([name, group]) => chartsOf(sweep, name, group)),
    ],
  });
}

/** The results with the same values of all axes but the first, under these values' names. */
function groups(results: readonly CellResult[]): [string, CellResult[]][] {
  const found = new Map<string, CellResult[]>();
  for (const result of results) {
    const name = result.cell.names.slice(1).join(", ");
    found.set(name, [...found.get(name) ?? [], result]);
  }
  return [...found];
}

function chartsOf({ axes, target }: Sweep, name: string, group: readonly CellResult[]): ReportSection[] {
  return AGAINST.map(([xTitle, xOf]) => ({
    heading: [name, `accuracy against ${xTitle[0].toLowerCase()}${xTitle.slice(1)}`].filter(Boolean).join(
      ": ",
    ),
    figure: accuracyCurves(group, xTitle, xOf, axes[0].name, target),
  }));
}

function accuracyCurves(
  group: readonly CellResult[],
  xTitle: string,
  xOf: (result: CellResult) => number[] | undefined,
  axis: string,
  target: number | undefined,
): Figure {
  return curves({
    series: group.map((result): CurveSeries => ({
      name: result.cell.names[0],
      runs: result.runs.map(({ rounds }) => rounds.map(({ accuracy }) => accuracy)),
      x: xOf(result),
    })),
    title: `By ${axis}`,
    yTitle: "Test accuracy",
    xTitle,
    yRange: [0, 1],
    band: "deviation",
    ...(target !== undefined && { references: [{ name: "target", value: target }] }),
  });
}

/** The mean of lists of the same length, place by place. */
function meanOf(lists: readonly (readonly number[])[]): number[] {
  return lists[0].map((_, i) => lists.reduce((sum, list) => sum + list[i], 0) / lists.length);
}

function toMega(bytes: number): number {
  return bytes / 1e6;
}
