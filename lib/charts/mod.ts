/**
 * Figures as pure functions from plain arrays to Plotly data, in one look; static images; the report page.
 * @module
 */
export { type BoxesOptions, boxesOverImage, type LabelledBox } from "./boxes.ts";
export { classBars, type ClassBarsOptions } from "./class_bars.ts";
export {
  knowledgeHeatMap,
  type KnowledgeOptions,
  similarityHeatMap,
  type SimilarityOptions,
} from "./client_maps.ts";
export { colourOf, type Look, lookOf, looksOf, OKABE_ITO } from "./colours.ts";
export { CHART_CONFIG } from "./config.ts";
export { confusionHeatMap, type ConfusionOptions } from "./confusion.ts";
export { type CostSeries, megabytesSoFar, runningSum, trainingCost } from "./cost.ts";
export { curves, type CurveSeries, type CurvesOptions, type ReferenceLine } from "./curves.ts";
export { csvTable, type DataTable, markdownCode, markdownTable, markdownText } from "./data_table.ts";
export type { Figure, Plain, PlotlyObject } from "./figure.ts";
export { type Display, follow } from "./follow.ts";
export { nameBars, type NameBarsOptions } from "./name_bars.ts";
export type { Output, Place, PutOutput } from "./notebook_output.ts";
export { type ImageGrid, imageGrid, type ImageRow } from "./image_grid.ts";
export {
  clientBars,
  type ClientBarsOptions,
  partitionBars,
  partitionHeatMap,
  type PartitionOptions,
} from "./partition.ts";
export { type Report, reportPage, type ReportSection } from "./report.ts";
export { DrawingError, type ImageSize, openRenderer, type Renderer, toPng, toSvg } from "./static.ts";
export { show, showTable } from "./show.ts";
export { visible, visibleJson, visibleLines } from "./visible.ts";
