import { curves, type CurveSeries, type Figure, runningSum } from "../../charts/mod.ts";
import { bytesOf, simulatedSecondsOf } from "./rows.ts";
import type { CellResult } from "./run_sweep.ts";
import type { Sweep } from "./sweep_file.ts";
import { mean } from "../../numbers/mod.ts";

/** A chart of a sweep. */
export interface SweepChart {
  /** What it shows. */
  readonly heading: string;
  /** The chart. */
  readonly figure: Figure;
}

/** What accuracy is drawn against: rounds where there is no x; only of the results that have it, where some have not. */
const AGAINST: readonly {
  readonly title: string;
  readonly x?: (result: CellResult) => number[];
  readonly has?: (result: CellResult) => boolean;
}[] = [
  { title: "Round" },
  {
    title: "Megabytes so far, up and down",
    x: ({ runs }) => meanOf(runs.map((run) => runningSum(bytesOf(run)))).map(toMega),
  },
  {
    title: "Simulated seconds",
    x: ({ cell, runs }) => meanOf(runs.map((run) => runningSum(simulatedSecondsOf(run, cell.config)))),
  },
  {
    title: "Spent ε, logarithm to base 10",
    x: ({ runs: [{ rounds }] }) => rounds.map(({ epsilon }) => Math.log10(epsilon!)),
    has: ({ runs: [{ rounds }] }) => rounds.every(({ epsilon }) => epsilon !== undefined),
  },
];

/**
 * The charts: over the last axis, where it is one of numbers; then accuracy over rounds, bytes and simulated time, for
 * each combination of the other axes, with a curve for each value of the first.
 */
export function sweepCharts(sweep: Sweep, results: readonly CellResult[]): SweepChart[] {
  const overRounds = [...Map.groupBy(results, ({ cell }) => groupName(sweep, cell.names))].flatMap(
    ([name, group]) =>
      AGAINST.map(({ title, x, has = () => true }) => ({ title, x, shown: group.filter(has) }))
        .filter(({ shown }) => shown.length > 0).map(({ title, x, shown }): SweepChart => ({
          heading: [name, `accuracy against ${title[0].toLowerCase()}${title.slice(1)}`].filter(Boolean).join(
            ": ",
          ),
          figure: curves({
            series: shown.map((result): CurveSeries => ({
              name: result.cell.names[0],
              runs: accuraciesOf(result),
              x: x?.(result),
            })),
            yTitle: "Test accuracy",
            xTitle: title,
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

/** The element-wise mean of lists of equal length. */
function meanOf(lists: readonly (readonly number[])[]): number[] {
  return lists[0].map((_, i) => mean(lists.map((list) => list[i])));
}

function toMega(bytes: number): number {
  return bytes / 1e6;
}
