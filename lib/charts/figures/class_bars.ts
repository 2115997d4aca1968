import { type Figure, literal } from "./figure.ts";
import { axis, BLUES, FONT_SIZE, nameAxis, themed } from "./theme.ts";

/** Options of `classBars`. */
export interface ClassBarsOptions {
  /** Class names. */
  readonly classes: readonly string[];
  /** The score of each class, 0 to 1: recall, precision, F1. */
  readonly scores: ArrayLike<number>;
  /** Number of images each score was measured on. */
  readonly support: ArrayLike<number>;
  /** Name of the scores; default "Recall". */
  readonly xTitle?: string;
  /** Number of classes shown, the worst; default 20. Classes without images are left out. */
  readonly limit?: number;
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** Bars of the worst classes, worst on top, each with its score and its number of images. */
export function classBars(
  { classes, scores, support, xTitle = "Recall", limit = 20, title }: ClassBarsOptions,
): Figure {
  const worst = classes.map((name, index) => ({ name, score: scores[index], images: support[index] }))
    .filter(({ images }) => images > 0)
    .sort((a, b) => a.score - b.score || b.images - a.images)
    .slice(0, limit);
  return themed({
    title,
    data: [{
      type: "bar",
      orientation: "h",
      x: worst.map(({ score }) => score),
      y: worst.map(({ name }) => literal(name)),
      text: worst.map(({ score, images }) => `${score.toFixed(2)} · ${images} images`),
      textposition: "outside",
      cliponaxis: false,
      textfont: { size: FONT_SIZE.small },
      marker: { color: BLUES[3][1] },
      hovertemplate: "%{y}: %{text}<extra></extra>",
    }],
    layout: {
      height: 110 + 20 * worst.length,
      bargap: 0.25,
      xaxis: axis(xTitle, { range: [0, 1.2], tickvals: [0, 0.2, 0.4, 0.6, 0.8, 1] }),
      yaxis: nameAxis(undefined, { autorange: "reversed", tickfont: { size: FONT_SIZE.text } }),
    },
  });
}
