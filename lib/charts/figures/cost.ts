import { type Look, looksOf } from "./colours.ts";
import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { axis, themed } from "./theme.ts";

/** Bytes of one round: a result of `federated(…)` has them. */
export interface RoundBytes {
  /** From the clients to the server, all together. */
  readonly uploadBytes: number;
  /** From the server to the clients, all together. */
  readonly downloadBytes: number;
}

/** Time and bytes of each round of one method. */
export interface CostSeries {
  /** Its name in the legend, which decides its colour (see `looksOf`). */
  readonly name: string;
  /** The rounds from the first on, each with its measured duration in seconds. */
  readonly rounds: readonly (RoundBytes & { readonly seconds: number })[];
}

/** The cost of training: seconds of each round (top), megabytes sent and received so far (bottom). */
export function trainingCost({ series, title }: { series: readonly CostSeries[]; title?: string }): Figure {
  const looks = looksOf(series.map(({ name }) => name));
  const lines = (values: (one: CostSeries) => number[], yaxis: string, showlegend: boolean) =>
    series.map((one) => line(one.name, looks.get(one.name)!, values(one), yaxis, showlegend));
  return themed({
    title,
    legend: true,
    data: [
      ...lines(({ rounds }) => rounds.map(({ seconds }) => seconds), "y", true),
      ...lines(({ rounds }) => megabytesSoFar(rounds), "y2", false),
    ],
    layout: {
      height: 460,
      xaxis: axis("Round", { anchor: "y2", unifiedhovertitle: { text: "Round %{x}" } }),
      yaxis: axis("Seconds a round", { domain: [0.56, 1], rangemode: "tozero" }),
      yaxis2: axis("Megabytes so far", { domain: [0, 0.44], rangemode: "tozero" }),
      hovermode: "x unified",
      hoverdistance: 100,
    },
  });
}

function line(
  name: string,
  { colour, symbol }: Look,
  y: readonly number[],
  yaxis: string,
  showlegend: boolean,
): PlotlyObject {
  return {
    type: "scatter",
    mode: "lines+markers",
    x: y.map((_, round) => round + 1),
    y,
    yaxis,
    line: { color: colour, width: 2 },
    marker: { color: colour, symbol, size: 6, maxdisplayed: 25 },
    hovertemplate: "%{y:.4~r}",
    legendgroup: literal(name),
    showlegend,
    name: literal(name),
  };
}

/**
 * Megabytes (10⁶ bytes) sent and received up to the end of each round: the horizontal axis of accuracy against bytes.
 *
 * @param rounds The rounds of a run, from the first on.
 */
export function megabytesSoFar(rounds: Iterable<RoundBytes>): number[] {
  let bytes = 0;
  return Array.from(rounds, ({ uploadBytes, downloadBytes }) => (bytes += uploadBytes + downloadBytes) / 1e6);
}

/** The sum of the values up to and including each: the horizontal axis of accuracy against time, or bytes. */
export function runningSum(values: ArrayLike<number>): number[] {
  let sum = 0;
  return Array.from(values, (value) => sum += value);
}
