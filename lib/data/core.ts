/**
 * The part of the data room that everything else in it stands on: data sets in memory and their splits. It needs no Deno
 * or Node API, and draws nothing.
 * @module
 */
export {
  allocateDataset,
  type Dataset,
  type DatasetSpace,
  image,
  labelsOf,
  OFFICIAL,
  picture,
  select,
  size,
} from "./dataset.ts";
export { allIndices } from "../numbers/mod.ts";
export type { Helper, Helpers } from "./helpers/share_out.ts";
export {
  DataError,
  type Loaded,
  type Loader,
  type LoadOptions,
  type ReaderImages,
  type ReaderLoadOptions,
  type Skip,
  type Source,
} from "./source.ts";
export { formatSplit, parseSplit, sample, type Split, type TrainTest, trainTestSplit } from "./split.ts";
export { frequentClasses } from "./frequent_classes.ts";
export { onlyClasses } from "./only_classes.ts";
export { merge } from "./merge.ts";
