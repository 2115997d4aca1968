import { type Figure, literal } from "./figure.ts";
import { colourBar, GUIDES } from "./heat_map.ts";
import { BLUES, FONT_SIZE, nameAxis, themed } from "./theme.ts";

/** What each client's model knows. */
export interface KnowledgeOptions {
  /** Recall of each class by each model, 0 to 1, or NaN where nothing was tested: models × classes. */
  readonly recalls: readonly ArrayLike<number>[];
  /** Class names, in the order of the columns. */
  readonly classes: readonly string[];
  /** Names of the models, in the order of the rows: clients, the average. */
  readonly models: readonly string[];
  /** Above the chart. */
  readonly title?: string;
}

/** How much of each class (across) each model (down) reads right, as colours; nothing where none was tested. */
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

/** How alike the clients' updates are. */
export interface SimilarityOptions {
  /** Cosine of each pair's angle, −1 to 1: clients × clients. */
  readonly cosines: readonly ArrayLike<number>[];
  /** Client names; default 0, 1, 2, … */
  readonly clients?: readonly string[];
  /** Above the chart. */
  readonly title?: string;
}

/** From opposite (red) over unrelated (white) to alike (blue). */
const OPPOSITE_TO_ALIKE: readonly (readonly [number, string])[] = [
  [0, "#A63603"],
  [0.25, "#FDB17B"],
  [0.5, "#FFFFFF"],
  [0.75, "#6CA9D3"],
  [1, "#08306B"],
];

/** The cosines between the clients' updates: 1 pull the same way, 0 have nothing to do with each other. */
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
