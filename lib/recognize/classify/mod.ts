/**
 * Telling single symbols: a face of the recognize room for programs that read no pictures, without OpenCV.
 * @module
 */
export { classifierOf, type SymbolClassifier } from "./classifier.ts";
export { loadSymbolModel } from "./model_folder.ts";
export type { SymbolModel } from "./symbol_model.ts";
