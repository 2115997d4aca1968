import { curves, type CurveSeries, type Figure, runningSum } from "../../charts/mod.ts";
import { bytesOf, simulatedSecondsOf } from "./rows.ts";
import type { CellResult } from "./run_sweep.ts";
import type { Sweep } from "./sweep_file.ts";

/** A chart of a sweep. */
export interface SweepChart {
  /** What it shows. */
  readonly heading: string;
  /** The chart. */
  readonly figure: Figure;
}

/** What accuracy is drawn against. */
const AGAINST: readonly (readonly [title: string, x: (result: CellResult) => number[] | undefined])[] = [
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
 * The charts: over the last axis, where it is one of numbers; then accuracy over rounds, bytes and simulated time, for
 * each combination of the other axes, with a curve for each value of the first.
 */
export function sweepCharts(sweep: Sweep, results: readonly CellResult[]): SweepChart[] {
  const overRounds = [...Map.groupBy(results, ({ cell }) => groupName(sweep, cell.names))].flatMap(
    ([name, group]) =>
      AGAINST.map(([xTitle, xOf]): SweepChart => ({
        heading: [name, `accuracy against ${xTitle[0].toLowerCase()}${xTitle.slice(1)}`].filter(Boolean).join(
          ": ",
        ),
        figure: curves({
          series: group.map((result): CurveSeries => ({
            name: result.cell.names[0],
            runs: accuraciesOf(result),
            x: xOf(result),
          })),
          yTitle: "Test accuracy",
          xTitle,
          yRange: [0, 1],
          band: "deviation",
          ...(sweep.target !== undefined && { references: [{ name: "target", value: sweep.target }] }),
        }),
      })),
  );
  return [...overLastAxis(sweep, results), ...overRounds];
}

/** Last accuracy, and simulated time beside that of the first value of the first axis, over an axis of numbers. */
function overLastAxis({ axes }: Sweep, results: readonly CellResult[]): SweepChart[] {
  const last = axes.at(-1)!;
  if (axes.length < 2 || last.values.some(({ at }) => at === undefined)) return [];
  const at = new Map(last.values.map((value) => [value.name, value.at!]));
  const lines = [...Map.groupBy(results, ({ cell }) => cell.names.slice(0, -1).join(", "))];
  const timeOf = ({ cell, runs }: CellResult) =>
    meanOf(runs.map((run) => runningSum(simulatedSecondsOf(run, cell.config)))).at(-1)!;
  const baseOf = (result: CellResult) =>
    lines[0][1].find(({ cell }) => cell.names.at(-1) === result.cell.names.at(-1));
  const chart = (
    heading: string,
    yTitle: string,
    valuesOf: (result: CellResult) => number[],
  ): SweepChart => ({
    heading,
    figure: curves({
      series: lines.map(([name, line]): CurveSeries => {
        const values = line.map(valuesOf);
        return {
          name,
          runs: values[0].map((_, seed) => values.map((each) => each[seed])),
          x: line.map(({ cell }) => at.get(cell.names.at(-1)!)!),
        };
      }),
      yTitle,
      xTitle: last.name,
      band: "deviation",
    }),
  });
  const whole = results.filter((result) => baseOf(result));
  return [
    chart(
      `Accuracy after the last round over ${last.name}`,
      "Test accuracy",
      (result) => accuraciesOf(result).map((each) => each.at(-1)!),
    ),
    ...(whole.length === results.length
      ? [
        chart(
          `Simulated time over ${last.name}`,
          `All rounds' time beside ${lines[0][0]}`,
          (result) => [timeOf(result) / timeOf(baseOf(result)!)],
        ),
      ]
      : []),
  ];
}

/** The values of all axes but the first; a number with its axis, as it says nothing alone. */
function groupName({ axes }: Sweep, names: readonly string[]): string {
  return axes.slice(1).map(({ name, values }, i) => {
    const value = names[i + 1];
    return values.find((one) => one.name === value)!.at === undefined ? value : `${name} ${value}`;
  }).join(", ");
}

function accuraciesOf({ runs }: CellResult): number[][] {
  return runs.map(({ rounds }) => rounds.map(({ accuracy }) => accuracy));
}

/** The mean of lists of the same length, place by place. */
function meanOf(lists: readonly (readonly number[])[]): number[] {
  return lists[0].map((_, i) => lists.reduce((sum, list) => sum + list[i], 0) / lists.length);
}

function toMega(bytes: number): number {
  return bytes / 1e6;
}
