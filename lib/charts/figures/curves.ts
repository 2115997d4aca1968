import { type Look, looksOf, translucent } from "./colours.ts";
import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { axis, levelLine, themed } from "./theme.ts";
import { deviation, mean } from "../../numbers/mod.ts";

/** One method, measured with one or more seeds. */
export interface CurveSeries {
  /** Its name in the legend, which decides its colour (see `looksOf`). */
  readonly name: string;
  /** The measured values, one array for each seed. A run that ended early counts as far as it goes. */
  readonly runs: readonly ArrayLike<number>[];
  /** Places of the values on the horizontal axis: rounds, bytes, seconds; default 1, 2, 3, … */
  readonly x?: ArrayLike<number>;
}

/** A value to compare with, drawn as a thin line across the chart. */
export interface ReferenceLine {
  /** Its name in the legend, followed by the value: "original IID". */
  readonly name: string;
  /** Its place on the vertical axis. */
  readonly value: number;
  /** Name of a method whose colour the line takes; default grey. */
  readonly like?: string;
}

/** Options of `curves`. */
export interface CurvesOptions {
  /** The methods, in the order of the legend. */
  readonly series: readonly CurveSeries[];
  /** Values to compare with. */
  readonly references?: readonly ReferenceLine[];
  /** Title of the vertical axis: what is measured, with its unit. */
  readonly yTitle: string;
  /** Title of the horizontal axis, with its unit; default "Round". */
  readonly xTitle?: string;
  /** Title above the chart; default none. */
  readonly title?: string;
  /** The word for the runs of a series, in the plural; default "seeds". */
  readonly runsAre?: string;
  /** What the band around a line shows: the least to the greatest value (default), or mean ± standard deviation. */
  readonly band?: "range" | "deviation";
  /** Least and greatest value of the vertical axis; default 0 to a little above the data. */
  readonly yRange?: readonly [number, number];
}

const DASHES = ["dash", "dot", "dashdot", "longdash"];
/** Most points of a line that are marked; of more, some evenly spaced ones are. */
const MARKS = 25;

/**
 * Training curves: for each method the mean over its seeds as a line and, with several seeds, their spread as a band;
 * and thin reference lines. In the traces, all bands come before the lines.
 */
export function curves(
  { series, references = [], yTitle, xTitle = "Round", title, runsAre = "seeds", band = "range", yRange }:
    CurvesOptions,
): Figure {
  const looks = looksOf([...series.map(({ name }) => name), ...references.flatMap(({ like }) => like ?? [])]);
  const placed = series.map(({ name, runs, x }) => ({
    name,
    look: looks.get(name)!,
    seeds: runs.length,
    points: Array.from({ length: Math.max(0, ...runs.map((run) => run.length)) }, (_, i) => ({
      x: x ? x[i] : i + 1,
      ...spread(runs.filter((run) => i < run.length).map((run) => run[i]), band),
    })),
  }));
  const everyX = placed.flatMap(({ points }) => points.map(({ x }) => x));
  const fewRounds = everyX.every(Number.isInteger) && Math.max(...everyX) < 12;
  const seeds = Math.max(...placed.map(({ seeds }) => seeds));
  const bandNote = `${seeds} ${runsAre}, ${
    band === "range" ? "least to greatest" : "mean ± standard deviation"
  }`;
  return themed({
    title,
    legend: true,
    data: [
      ...placed.filter(({ seeds }) => seeds > 1).map(bandTrace),
      ...placed.map(lineTrace),
    ],
    layout: {
      height: 420,
      shapes: references.map(({ name, value, like }, i) =>
        levelLine(
          `${name} ${value.toFixed(3)}`,
          value,
          DASHES[i % DASHES.length],
          like && looks.get(like)!.colour,
        )
      ),
      xaxis: axis(seeds > 1 ? `${xTitle}\n(bands: ${bandNote})` : xTitle, {
        unifiedhovertitle: { text: `${literal(xTitle)} %{x}` },
        ...(fewRounds && { dtick: 1 }),
      }),
      yaxis: axis(yTitle, yRange ? { range: [...yRange] } : { rangemode: "tozero" }),
      hovermode: "x unified",
      hoverdistance: 100,
    },
  });
}

interface Spread {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

interface Point extends Spread {
  readonly x: number;
}

interface Placed {
  readonly name: string;
  readonly look: Look;
  readonly points: readonly Point[];
  readonly seeds: number;
}

/** Mean and band of one round's values, one for each seed; the deviation is the sample's (n − 1). */
function spread(values: readonly number[], band: "range" | "deviation"): Spread {
  const middle = mean(values), apart = deviation(values);
  return band === "range"
    ? { low: Math.min(...values), mean: middle, high: Math.max(...values) }
    : { low: middle - apart, mean: middle, high: middle + apart };
}

/** The band as a closed outline: along its upper edge to the right, back along its lower edge. */
function bandTrace({ name, look, points }: Placed): PlotlyObject {
  const back = points.toReversed();
  return {
    type: "scatter",
    mode: "lines",
    x: [...points, ...back].map(({ x }) => x),
    y: [...points.map(({ high }) => high), ...back.map(({ low }) => low)],
    fill: "toself",
    fillcolor: translucent(look.colour, 0.18),
    line: { width: 0 },
    hoverinfo: "skip",
    showlegend: false,
    legendgroup: literal(name),
    name: literal(name),
  };
}

function lineTrace({ name, look: { colour, symbol }, points, seeds }: Placed): PlotlyObject {
  return {
    type: "scatter",
    mode: "lines+markers",
    x: points.map(({ x }) => x),
    y: points.map(({ mean }) => mean),
    line: { color: colour, width: 2 },
    marker: { color: colour, symbol, size: 6, maxdisplayed: MARKS },
    ...(seeds > 1 && {
      customdata: points.map(({ low, high }) => [low, high]),
      hovertemplate: "%{y:.4~r} (%{customdata[0]:.4~r} – %{customdata[1]:.4~r})",
    }),
    ...(seeds === 1 && { hovertemplate: "%{y:.4~r}" }),
    legendgroup: literal(name),
    name: literal(name),
  };
}
