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
  select,
  size,
} from "./dataset.ts";
export { LABEL_INDEX, LABELS } from "./labels.ts";
export { type Pen, rasterize, type Stroke } from "./raster.ts";
export { type HandStyle, restyle } from "./restyle.ts";
export { type ImageFeatures, imageFeatures } from "./image_features.ts";
export { DataError, type Loaded, type LoadOptions, type Skip, type Source } from "./source.ts";
export { type DataOptions, type DataSpec, loadData, parseDataSpec, SOURCES } from "./registry.ts";
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
export { contactSheet } from "./contact_sheet.ts";
export { CATALOGUE, type CatalogueEntry } from "./catalogue.ts";
export { catalogueEntry, type Fetched, type FetchOptions, fetchSource } from "./fetch.ts";
export { type Expression, type InkSymbol, type LoadedExpressions, loadExpressions } from "./crohme/mod.ts";
export { drawInk, type InkOptions, inkSource, type WriterStyle, writerStyle } from "./ink/mod.ts";
