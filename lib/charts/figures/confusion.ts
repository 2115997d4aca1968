import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { colourBar, GUIDES } from "./heat_map.ts";
import { BLUES, FONT_SIZE, nameAxis, REDS, themed } from "./theme.ts";
import { sum } from "../../numbers/mod.ts";

/** Options of `confusionHeatMap`. */
export interface ConfusionOptions {
  /** Numbers of images: true classes × predicted classes. */
  readonly counts: readonly ArrayLike<number>[];
  /** Class names, in the order of rows and columns. */
  readonly classes: readonly string[];
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** One half of the cells: the diagonal, or all others. */
interface Half {
  readonly title: string;
  readonly diagonal: boolean;
  readonly colours: readonly (readonly [number, string])[];
  /** Height of the middle of the colour bar, 0 at the bottom to 1 at the top. */
  readonly barCentre: number;
  readonly hover: string;
}

const WRONG: Half = {
  title: "Wrong",
  diagonal: false,
  colours: REDS,
  barCentre: 0.76,
  hover: "%{y} taken for %{x}",
};
const RIGHT: Half = { title: "Right", diagonal: true, colours: BLUES, barCentre: 0.24, hover: "%{y} right" };

/** Shares of a row that the colour bars show. */
const SHARES = [0.01, 0.05, 0.2, 0.5, 1];

/**
 * A confusion matrix, each cell a share of its true class's images. Errors are red and right predictions blue, each on
 * its own scale, so that the diagonal does not outshine everything else. Colours follow the square root of the share,
 * so that one error in a hundred is visible. Empty cells are white.
 */
export function confusionHeatMap({ counts, classes, title }: ConfusionOptions): Figure {
  const tickfont = { size: classes.length > 30 ? 8 : FONT_SIZE.small };
  return themed({
    title,
    data: [cells(WRONG, counts, classes), cells(RIGHT, counts, classes)],
    layout: {
      height: 140 + Math.max(260, Math.min(860, 12 * classes.length)),
      xaxis: nameAxis("Predicted label", { ...GUIDES, tickangle: -90, tickfont }),
      yaxis: nameAxis("True label", { ...GUIDES, tickfont, autorange: "reversed" }),
    },
  });
}

function cells(half: Half, counts: ConfusionOptions["counts"], classes: readonly string[]): PlotlyObject {
  const names = classes.map(literal);
  const support = counts.map((row) => sum(Array.from(row)));
  const shown = (draw: (count: number, ofTruth: number) => PlotlyObject[string]) =>
    counts.map((row, truth) =>
      Array.from(
        row,
        (count, predicted) =>
          count > 0 && half.diagonal === (truth === predicted) ? draw(count, support[truth]) : null,
      )
    );
  return {
    type: "heatmap",
    x: names,
    y: names,
    z: shown((count, ofTruth) => Number(Math.sqrt(count / ofTruth).toFixed(4))),
    customdata: shown((count, ofTruth) => [count, ofTruth]),
    zmin: 0,
    zmax: 1,
    colorscale: half.colours,
    hoverongaps: false,
    hovertemplate: `${half.hover}<br>%{customdata[0]} of %{customdata[1]} images<extra></extra>`,
    colorbar: {
      ...colourBar(half.title, SHARES.map((share) => [Math.sqrt(share), `${100 * share} %`])),
      len: 0.5,
      y: half.barCentre,
    },
  };
}
