import { curves, type Figure, type PlotlyObject } from "../lib/charts/mod.ts";
import type { ScalePoint } from "./scale_point.ts";
import type { Scale } from "./scale.ts";
import { IMAGE_BYTES } from "../lib/drawing/mod.ts";

/** A line: points of the measurement, and what of each is shown. */
interface Line {
  readonly name: string;
  readonly points: readonly ScalePoint[];
  readonly values: (point: ScalePoint) => readonly number[];
}

const seconds = (point: ScalePoint) => point.seconds;
const memory = (point: ScalePoint) => [point.peakMegabytes];
const inAll = ({ clients, imagesEach }: ScalePoint) => clients * imagesEach;

/** The charts of docs/scale.md by the ends of their names. */
export function scaleCharts({ clients, sampled, streamed, held, parameters }: Scale): Record<string, Figure> {
  const all = ({ clients }: ScalePoint) => clients;
  return {
    clients_seconds: chart("Clients in all, 100 of them a round", "Seconds a round", all, [
      { name: "FedAvg", points: clients, values: seconds },
    ], { x: EACH_POWER }),
    clients_memory: chart("Clients in all, 100 of them a round", "Most memory, MB", all, [
      { name: "the whole program", points: clients, values: memory },
    ], { x: EACH_POWER }),
    sampled: chart("Clients a round, of a million", "Seconds a round", (point) => point.sampled, [
      { name: "FedAvg", points: sampled, values: seconds },
    ], { x: EACH_POWER, y: ONE_TWO_FIVE }),
    images: chart("Images in all, 10,000 of them a round", "Most memory, MB", inAll, [
      { name: "streamed", points: streamed, values: memory },
      { name: "held", points: held, values: memory },
      { name: "images alone", points: streamed, values: (point) => [inAll(point) * IMAGE_BYTES / 1e6] },
    ], { x: EACH_POWER, y: EACH_POWER }),
    parameters: chart("Parameters, 3,200 images a round", "Seconds a round", (point) => point.parameters, [
      { name: "FedAvg", points: parameters, values: seconds },
    ]),
  };
}

/** With a line at each power of ten, or at 1, 2, 5, 10, … */
const EACH_POWER: PlotlyObject = { type: "log", dtick: 1, tickformat: ",~g" };
const ONE_TWO_FIVE: PlotlyObject = { ...EACH_POWER, dtick: "D2" };

/** Lines over points of the measurement; the axes are linear where nothing is said. */
function chart(
  xTitle: string,
  yTitle: string,
  x: (point: ScalePoint) => number,
  lines: readonly Line[],
  axes: { readonly x?: PlotlyObject; readonly y?: PlotlyObject } = {},
): Figure {
  const { layout, ...figure } = curves({
    series: lines.map(({ name, points, values }) => {
      const measured = points.map(values);
      return {
        name,
        x: points.map(x),
        runs: measured[0].map((_, run) => measured.map((all) => all[run])),
      };
    }),
    xTitle,
    yTitle,
    runsAre: "rounds",
  });
  return {
    ...figure,
    layout: {
      ...layout,
      xaxis: { ...layout.xaxis as PlotlyObject, ...axes.x, tickformat: ",d" },
      yaxis: { ...layout.yaxis as PlotlyObject, ...axes.y },
    },
  };
}
