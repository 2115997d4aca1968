/**
 * Where images come from: sources behind one registry, the data set they make, its splits and repeats.
 * @module
 */
export * from "./portable.ts";
export {
  type CacheOptions,
  type DataOptions,
  type DataSpec,
  loadData,
  loadReaderData,
  parseDataSpec,
  type ReaderDataOptions,
  sourceHeeds,
  SOURCES,
} from "./registry.ts";
export { CACHE_FOLDER, loadCached } from "./cache/cache.ts";
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
