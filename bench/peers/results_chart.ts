import { colourOf, type Figure, OKABE_ITO } from "../../lib/charts/mod.ts";
import { axis, FONT_SIZE, nameAxis, themed } from "../../lib/charts/figures/theme.ts";
import { type Group, OURS } from "./contenders.ts";
import { ratio, type Result } from "./results.ts";

const WORK: Readonly<Record<Group, string>> = {
  "experiment": "the whole experiment",
  "step on one core": "a step, one core",
  "step on two cores": "a step, two cores",
};

/** How many times as long as ours each contender at its best settings takes: a dot each with its extremes, the fastest on top. */
export function resultsChart(results: readonly Result[]): Figure {
  const slowness = results.flatMap((result) => {
    const over = ratio(result);
    if (!over || result.triedFor !== undefined) return [];
    const times = { median: 1 / over.median, min: 1 / over.max, max: 1 / over.min };
    return [{ name: `${result.title} · ${WORK[result.group]}`, ...times }];
  }).sort((a, b) => a.median - b.median);
  const least = Math.min(1, ...slowness.map(({ min }) => min));
  const greatest = Math.max(1, ...slowness.map(({ max }) => max));
  return themed({
    data: [{
      type: "scatter",
      mode: "markers+text",
      x: slowness.map(({ median }) => median),
      y: slowness.map(({ name }) => name),
      error_x: {
        type: "data",
        symmetric: false,
        array: slowness.map(({ median, max }) => max - median),
        arrayminus: slowness.map(({ median, min }) => median - min),
        thickness: 1,
      },
      text: slowness.map(({ median }) =>
        `\u00a0\u00a0\u00a0\u00a0\u00a0${median < 100 ? median.toPrecision(2) : median.toFixed(0)} ×`
      ),
      textposition: "middle right",
      textfont: { size: FONT_SIZE.small },
      cliponaxis: false,
      marker: { color: OKABE_ITO.blue, size: 8 },
      hovertemplate: "%{y}: %{text}<extra></extra>",
    }],
    layout: {
      height: 100 + 36 * slowness.length,
      xaxis: axis(`Time beside ${OURS}'s, which is 1 (logarithmic)`, {
        type: "log",
        dtick: 1,
        range: [Math.log10(least) - 0.3, Math.log10(greatest) + 0.6],
      }),
      yaxis: nameAxis(undefined, { autorange: "reversed", tickfont: { size: FONT_SIZE.text } }),
      shapes: [{
        type: "line",
        yref: "paper",
        x0: 1,
        x1: 1,
        y0: 0,
        y1: 1,
        line: { color: colourOf("central"), width: 1, dash: "dash" },
      }],
    },
  });
}
