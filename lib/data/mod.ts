/**
 * Where images come from: sources behind one registry, the data set they make, its splits and repeats.
 * @module
 */
export {
  allocateDataset,
  type Dataset,
  type DatasetSpace,
  image,
  OFFICIAL,
  picture,
  READER_CHANNELS,
  select,
  size,
} from "./dataset.ts";
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
export { CACHE_FOLDER, loadCached } from "./cache/cache.ts";
export { formatSplit, parseSplit, sample, type Split, type TrainTest, trainTestSplit } from "./split.ts";
export {
  countRepeats,
  findRepeats,
  REPEAT,
  type RepeatCounts,
  type Repeats,
  withoutRepeats,
} from "./repeats/repeats.ts";
export {
  identicalImages,
  type ImageSet,
  type SeenImages,
  seenImages,
  wereSeen,
} from "./repeats/seen_images.ts";
export { merge } from "./merge.ts";
export { contactSheet } from "./contact_sheet.ts";
export { CATALOGUE, type CatalogueEntry } from "./fetch/catalogue.ts";
export { catalogueEntry, type Fetched, type FetchOptions, fetchSource } from "./fetch/fetch.ts";
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
