/**
 * The part of the data room that an experiment loads before its first step: each source is loaded when it is asked for.
 * @module
 */
export * from "./core.ts";
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
