/**
 * The part of the data room that needs no Deno or Node API: data sets in memory, their splits, synthetic handwriting.
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
  READER_CHANNELS,
  select,
  size,
} from "./dataset.ts";
export { allIndices } from "../numbers/mod.ts";
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
export { contactSheet } from "./contact_sheet.ts";
export {
  clientInk,
  type ClientInkOptions,
  drawInk,
  type InkImages,
  type InkOptions,
  inkSource,
  inkStream,
  type InkStreamOptions,
  openClientInk,
  publicInkSource,
  type WriterStyle,
  writerStyle,
} from "./ink/mod.ts";
