import { type Look, looksOf } from "./colours.ts";
import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { axis, themed } from "./theme.ts";

/** Time and bytes of each round of one method. */
export interface CostSeries {
  /** Its name in the legend, which decides its colour (see `looksOf`). */
  readonly name: string;
  /** Measured duration of each round, in seconds. */
  readonly seconds: ArrayLike<number>;
  /** Bytes that the clients sent in each round. */
  readonly uploadBytes: ArrayLike<number>;
  /** Bytes that the clients received in each round. */
  readonly downloadBytes: ArrayLike<number>;
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
      ...lines(({ seconds }) => Array.from(seconds), "y", true),
      ...lines(megabytesSoFar, "y2", false),
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

/** Megabytes sent and received up to the end of each round: the horizontal axis of accuracy against bytes. */
export function megabytesSoFar(
  { uploadBytes, downloadBytes }: Pick<CostSeries, "uploadBytes" | "downloadBytes">,
): number[] {
  let bytes = 0;
  return Array.from(uploadBytes, (up, round) => (bytes += up + downloadBytes[round]) / 1e6);
}

/** The sum of the values up to and including each: the horizontal axis of accuracy against time, or bytes. */
export function runningSum(values: ArrayLike<number>): number[] {
  let sum = 0;
  return Array.from(values, (value) => sum += value);
}
