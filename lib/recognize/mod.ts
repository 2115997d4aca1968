/**
 * Reading a whole handwritten expression: picture → ink → parts → groups → symbols → layout → LaTeX → value.
 * @module
 */
export * from "./portable.ts";
export { openReader, type Pipeline, type Reader } from "./open_reader.ts";
export { decodePicture } from "./picture/decode_picture.ts";
export { loadClassifier, loadReaderModel, loadSymbolModel } from "./classify/model_folder.ts";
