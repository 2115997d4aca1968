/**
 * The part of the recognize room that needs no Deno or Node API: from a grey picture to its expression.
 * @module
 */
export { type SymbolModel, symbolModelOf } from "./classify/symbol_model.ts";
export { classifierOf, type SymbolClassifier } from "./classify/classifier.ts";
export { type OpenCv, startOpenCv } from "./picture/open_cv.ts";
export { ReadingError } from "./reading_error.ts";
export { readInk } from "./picture/read_ink.ts";
export { type Part, penWidth, unitOf } from "./parts/parts.ts";
export { groupParts } from "./parts/group_parts.ts";
export type { Hypothesis, LabelScore } from "./classify/hypothesis.ts";
export { classifyGroups } from "./classify/classify_groups.ts";
export type { Grammar } from "./layout/grammar.ts";
export { writtenGrammar } from "./layout/written_grammar.ts";
export { MOST_PIECES, readParts } from "./parts/read_parts.ts";
export type { Recognition, RecognizedSymbol } from "./recognition.ts";
export { recognize, type RecognizeOptions } from "./recognize.ts";
export { type ReaderModel, readerModelOf } from "./classify/reader_model.ts";
export { type InkInPlace, Sheet } from "./parts/sheet.ts";
export { originalSquares } from "./original/original_square.ts";
export { recognizeOriginal } from "./original/recognize_original.ts";
export type { Region } from "./layout/region.ts";
export type { GrammarCounts } from "./layout/learned_grammar.ts";
export type { Candidate, Placed, Row } from "./layout/reading.ts";
export type { MeasuredPlacement } from "./layout/measured_placements.ts";
export type { Measured } from "./layout/layout_likelihood.ts";
export type { LineFit } from "./layout/typography.ts";
