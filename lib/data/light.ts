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
  streamData,
} from "./registry.ts";
export { CACHE_FOLDER, loadCached, streamCached } from "./cache/cache.ts";
export type { PreparedOptions, StreamedData } from "./cache/prepared_stream.ts";
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
