import { type Figure, literal, type PlotlyObject } from "./figure.ts";
import { colourBar, GUIDES } from "./heat_map.ts";
import { BLUES, FONT_SIZE, nameAxis, REDS, themed } from "./theme.ts";

/** What was taken for what. */
export interface ConfusionOptions {
  /** Numbers of images: a row a true class, a column a predicted one. */
  readonly counts: readonly ArrayLike<number>[];
  /** Class names, in the order of rows and columns. */
  readonly classes: readonly string[];
  /** Above the chart. */
  readonly title?: string;
}

const SHARES = [0.01, 0.05, 0.2, 0.5, 1];

/**
 * A confusion matrix, each cell a share of its true class's images. Errors are red and what is right is blue, each
 * on a scale of its own, or the diagonal would outshine everything; colours follow the square root of the share,
 * so that one error in a hundred is seen. Empty cells are white.
 */
export function confusionHeatMap({ counts, classes, title }: ConfusionOptions): Figure {
  const many = classes.length > 30;
  const room = Math.min(12 * classes.length, 860);
  const tickfont = { size: many ? 8 : FONT_SIZE.small };
  return themed({
    title,
    data: [
      cells({
        counts,
        classes,
        title: "Wrong",
        colours: REDS,
        upper: true,
        shown: (row, column) => row !== column,
      }),
      cells({
        counts,
        classes,
        title: "Right",
        colours: BLUES,
        upper: false,
        shown: (row, column) => row === column,
      }),
    ],
    layout: {
      height: 140 + Math.max(260, room),
      xaxis: nameAxis("Predicted label", { ...GUIDES, tickangle: -90, tickfont }),
      yaxis: nameAxis("True label", { ...GUIDES, tickfont, autorange: "reversed" }),
    },
  });
}

interface Cells extends ConfusionOptions {
  readonly title: string;
  readonly colours: readonly (readonly [number, string])[];
  /** Whether its colour bar is the upper of the two. */
  readonly upper: boolean;
  shown(row: number, column: number): boolean;
}

function cells({ counts, classes, title, colours, upper, shown }: Cells): PlotlyObject {
  const support = counts.map((row) => Math.max(1, Array.from(row).reduce((sum, count) => sum + count, 0)));
  const names = classes.map(literal);
  return {
    type: "heatmap",
    x: names,
    y: names,
    z: counts.map((row, truth) =>
      Array.from(
        row,
        (count, predicted) => count > 0 && shown(truth, predicted) ? Math.sqrt(count / support[truth]) : null,
      )
    ),
    customdata: counts.map((row, truth) =>
      Array.from(
        row,
        (count, predicted) => count > 0 && shown(truth, predicted) ? [count, support[truth]] : null,
      )
    ),
    zmin: 0,
    zmax: 1,
    colorscale: colours,
    hoverongaps: false,
    hovertemplate: "%{y} taken for %{x}<br>%{customdata[0]} of %{customdata[1]} images<extra></extra>",
    colorbar: {
      ...colourBar(title, SHARES.map((share) => [Math.sqrt(share), `${100 * share} %`])),
      len: 0.5,
      y: upper ? 0.76 : 0.24,
    },
  };
}
