/**
 * The part of the recognize room that needs no Deno or Node API: from a grey picture to its expression.
 * @module
 */
export { type SymbolModel, symbolModelOf } from "./classify/symbol_model.ts";
export { classifierOf, type SymbolClassifier } from "./classify/classifier.ts";
export { type OpenCv, startOpenCv } from "./picture/open_cv.ts";
export { ReadingError } from "./reading_error.ts";
export { darkInk } from "./picture/dark_ink.ts";
export { flattenLight } from "./picture/flatten_light.ts";
export { chooseThreshold, type Threshold, threshold } from "./picture/threshold.ts";
export { LONGEST_SIDE, MOST_PIXELS, readInk } from "./picture/read_ink.ts";
export { estimateTilt, turnParts } from "./picture/deskew.ts";
export { findParts, inReadingOrder, type Part, penWidth, unitOf, withoutSpecks } from "./parts/parts.ts";
export { groupParts } from "./parts/group_parts.ts";
export type { Hypothesis, LabelScore } from "./classify/hypothesis.ts";
export { classifyGroups } from "./classify/classify_groups.ts";
export { inkOfGroup } from "./parts/ink_of_group.ts";
export { fitLine, type LineFit } from "./layout/typography.ts";
export type { Region } from "./layout/region.ts";
export type { Grammar } from "./layout/grammar.ts";
export { writtenGrammar } from "./layout/written_grammar.ts";
export { END, type GrammarCounts, learnedGrammar, startOf } from "./layout/learned_grammar.ts";
export { type BeamOptions, type Reading, readSymbols } from "./layout/read_symbols.ts";
export { type Candidate, type Placed, placedIn, type Row } from "./layout/reading.ts";
export { expressionTree } from "./layout/tree_of_row.ts";
export { MOST_PIECES, readParts } from "./parts/read_parts.ts";
export type { Recognition, RecognizedSymbol } from "./recognition.ts";
export { recognize, type RecognizeOptions } from "./recognize.ts";
export { type ReaderModel, readerModelOf } from "./classify/reader_model.ts";
export { type InkInPlace, Sheet } from "./parts/sheet.ts";
export { originalSquare, originalSquares } from "./original/original_square.ts";
export { recognizeOriginal } from "./original/recognize_original.ts";
export { splitTouching } from "./parts/split_touching.ts";
export { type MeasuredPlacement, measuredPlacements } from "./layout/measured_placements.ts";
export type { Measured } from "./layout/layout_likelihood.ts";
