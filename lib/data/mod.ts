/**
 * Where images come from: sources behind one registry, the data set they make, its splits and repeats.
 * @module
 */
export {
  allocateDataset,
  type Dataset,
  type DatasetSpace,
  image,
  IMAGE_BYTES,
  IMAGE_SIZE,
  OFFICIAL,
  picture,
  READER_CHANNELS,
  select,
  size,
} from "./dataset.ts";
export { LABEL_INDEX, LABELS } from "./labels.ts";
export {
  CASED_LABELS,
  casedLabel,
  DOT,
  foldLabel,
  NO_SYMBOL,
  READER_CLASS_INDEX,
  READER_CLASSES,
} from "./cased_labels.ts";
export { type Ink, type InkDrawing, inkOf } from "./ink_mask.ts";
export { thin } from "./thin.ts";
export { linesOf, symbolImage } from "./symbol_image.ts";
export { Surroundings } from "./surroundings.ts";
export { type Pen, rasterize } from "./raster.ts";
export type { Stroke } from "./stroke.ts";
export { type HandStyle, restyle } from "./restyle.ts";
export { type ImageFeatures, imageFeatures } from "./image_features.ts";
export {
  DataError,
  type Loaded,
  type LoadOptions,
  type ReaderImages,
  type Skip,
  type Source,
} from "./source.ts";
export {
  type DataOptions,
  type DataSpec,
  loadData,
  parseDataSpec,
  sourceHeeds,
  SOURCES,
} from "./registry.ts";
export { CACHE_FOLDER, loadCached } from "./cache.ts";
export { formatSplit, parseSplit, sample, type Split, type TrainTest, trainTestSplit } from "./split.ts";
export {
  countRepeats,
  findRepeats,
  REPEAT,
  type RepeatCounts,
  type Repeats,
  withoutRepeats,
} from "./repeats.ts";
export { identicalImages, type ImageSet, type SeenImages, seenImages, wereSeen } from "./seen_images.ts";
export { merge } from "./merge.ts";
export { contactSheet } from "./contact_sheet.ts";
export { CATALOGUE, type CatalogueEntry } from "./catalogue.ts";
export { catalogueEntry, type Fetched, type FetchOptions, fetchSource } from "./fetch.ts";
export {
  drawExpression,
  type Drawing,
  type DrawnExpression,
  type DrawnSymbol,
  type Expression,
  type InkSymbol,
  type LoadedExpressions,
  loadExpressions,
} from "./crohme/mod.ts";
export {
  drawInk,
  type InkOptions,
  inkSource,
  publicInkSource,
  type WriterStyle,
  writerStyle,
} from "./ink/mod.ts";
