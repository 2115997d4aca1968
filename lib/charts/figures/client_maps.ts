import { type Figure, literal } from "./figure.ts";
import { colourBar, GUIDES } from "./heat_map.ts";
import { BLUES, FONT_SIZE, nameAxis, themed } from "./theme.ts";

/** Options of `knowledgeHeatMap`. */
export interface KnowledgeOptions {
  /** Recall of each class by each model, 0 to 1, or NaN if untested: models × classes. */
  readonly recalls: readonly ArrayLike<number>[];
  /** Class names, in the order of the columns. */
  readonly classes: readonly string[];
  /** Names of the models, in the order of the rows: the clients, the average. */
  readonly models: readonly string[];
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** The recall of each class (columns) by each model (rows), as colours; untested cells stay empty. */
export function knowledgeHeatMap({ recalls, classes, models, title }: KnowledgeOptions): Figure {
  return themed({
    title,
    data: [{
      type: "heatmap",
      x: classes.map(literal),
      y: models.map(literal),
      z: recalls.map((row) => Array.from(row, (recall) => Number.isNaN(recall) ? null : recall)),
      zmin: 0,
      zmax: 1,
      colorscale: BLUES,
      hoverongaps: false,
      hovertemplate: "%{y}<br>label %{x}<br>%{z:.0%} read right<extra></extra>",
      colorbar: colourBar("Recall", [0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${100 * share} %`])),
    }],
    layout: {
      height: Math.max(280, 140 + 22 * models.length),
      xaxis: nameAxis("Label", {
        ...GUIDES,
        tickangle: -90,
        tickfont: { size: classes.length > 40 ? 8 : FONT_SIZE.small },
      }),
      yaxis: nameAxis(undefined, { ...GUIDES, autorange: "reversed" }),
    },
  });
}

/** Options of `similarityHeatMap`. */
export interface SimilarityOptions {
  /** Cosine of the angle between each two clients' updates, −1 to 1: clients × clients. */
  readonly cosines: readonly ArrayLike<number>[];
  /** Client names; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** Title above the chart; default none. */
  readonly title?: string;
}

/** From opposite (red) over unrelated (white) to the same direction (blue). */
const OPPOSITE_TO_ALIKE: readonly (readonly [number, string])[] = [
  [0, "#A63603"],
  [0.25, "#FDB17B"],
  [0.5, "#FFFFFF"],
  [0.75, "#6CA9D3"],
  [1, "#08306B"],
];

/** The cosines between the clients' updates as colours: 1 for the same direction, 0 for unrelated ones. */
export function similarityHeatMap({ cosines, clients, title }: SimilarityOptions): Figure {
  const names = cosines.map((_, client) => literal(clients?.[client] ?? `${client}`));
  const values = cosines.map((row) => Array.from(row));
  return themed({
    title,
    data: [{
      type: "heatmap",
      x: names,
      y: names,
      z: values,
      ...(names.length <= 12 && { texttemplate: "%{z:.2f}", textfont: { size: FONT_SIZE.small } }),
      zmin: -1,
      zmax: 1,
      colorscale: OPPOSITE_TO_ALIKE,
      hovertemplate: "clients %{y} and %{x}<br>cosine %{z:.3f}<extra></extra>",
      colorbar: colourBar("Cosine", [-1, -0.5, 0, 0.5, 1].map((cosine) => [cosine, `${cosine}`])),
    }],
    layout: {
      height: Math.max(300, 130 + 28 * names.length),
      width: Math.max(380, 200 + 40 * names.length),
      xaxis: nameAxis("Client", { tickangle: 0 }),
      yaxis: nameAxis("Client", { autorange: "reversed" }),
    },
  });
}
