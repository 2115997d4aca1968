/**
 * The part of the charts room that needs no Deno or Node API: figures and tables as plain data.
 * @module
 */
export { type BoxesOptions, boxesOverImage, type LabelledBox } from "./figures/boxes.ts";
export { classBars, type ClassBarsOptions } from "./figures/class_bars.ts";
export {
  knowledgeHeatMap,
  type KnowledgeOptions,
  similarityHeatMap,
  type SimilarityOptions,
} from "./figures/client_maps.ts";
export { colourOf, type Look, lookOf, looksOf, OKABE_ITO } from "./figures/colours.ts";
export { CHART_CONFIG } from "./figures/config.ts";
export { confusionHeatMap, type ConfusionOptions } from "./figures/confusion.ts";
export {
  type CostSeries,
  megabytesSoFar,
  type RoundBytes,
  runningSum,
  trainingCost,
} from "./figures/cost.ts";
export { curves, type CurveSeries, type CurvesOptions, type ReferenceLine } from "./figures/curves.ts";
export {
  csvTable,
  type DataTable,
  markdownCode,
  markdownTable,
  markdownText,
  textTable,
} from "./data_table.ts";
export type { Figure, Plain, PlotlyObject } from "./figures/figure.ts";
export { nameBars, type NameBarsOptions } from "./figures/name_bars.ts";
export { type ImageGrid, imageGrid, type ImageRow } from "./figures/image_grid.ts";
export {
  clientBars,
  type ClientBarsOptions,
  partitionBars,
  partitionHeatMap,
  type PartitionOptions,
} from "./figures/partition.ts";
export { visible, visibleJson, visibleLines } from "./visible.ts";
