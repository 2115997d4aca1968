/**
 * Reading a whole handwritten expression: picture → ink → parts → groups → symbols → layout → LaTeX → value.
 * @module
 */
export type { GreyImage } from "./grey_image.ts";
export { decodePicture } from "./decode_picture.ts";
export { type Ink, symbolImage } from "./symbol_image.ts";
export { loadSymbolModel, type SymbolModel } from "./symbol_model.ts";
export { classifierOf, loadClassifier, type SymbolClassifier } from "./classifier.ts";
export type { Box } from "./box.ts";
export { type OpenCv, startOpenCv } from "./open_cv.ts";
export { ReadingError } from "./reading_error.ts";
export { darkInk } from "./dark_ink.ts";
export { flattenLight } from "./flatten_light.ts";
export { chooseThreshold, type Threshold, threshold } from "./threshold.ts";
export { LONGEST_SIDE, MOST_PIXELS, readInk } from "./read_ink.ts";
export { estimateTilt, turnParts } from "./deskew.ts";
export { findParts, inReadingOrder, type Part, penWidth, withoutSpecks } from "./parts.ts";
export { symbolUnit } from "./symbol_unit.ts";
export { groupParts } from "./group_parts.ts";
export type { Hypothesis, LabelScore } from "./hypothesis.ts";
export { classifyGroups } from "./classify_groups.ts";
export { inkOfGroup } from "./ink_of_group.ts";
export { fitLine, FRACTION, type LineFit, type Shape, shapeOf } from "./typography.ts";
export type { Region } from "./region.ts";
export type { Grammar } from "./grammar.ts";
export { writtenGrammar } from "./written_grammar.ts";
export { END, type GrammarCounts, learnedGrammar, startOf } from "./learned_grammar.ts";
export { type BeamOptions, type Reading, readSymbols } from "./read_symbols.ts";
export { type Candidate, type Placed, placedIn, type Row } from "./reading.ts";
export {
  type ExpressionNode,
  expressionTree,
  type FractionNode,
  type RootNode,
  type RowNode,
  type ScriptsNode,
  type SymbolNode,
} from "./expression_tree.ts";
export { toLatex } from "./to_latex.ts";
export { toText } from "./to_text.ts";
export { evaluate, type Value, valueText } from "./value.ts";
export {
  MOST_PIECES,
  readParts,
  type Recognition,
  recognize,
  type RecognizedSymbol,
  type RecognizeOptions,
  unitOf,
} from "./recognize.ts";
export { loadReaderModel, type ReaderModel } from "./reader_model.ts";
export { type InkInPlace, type PlacedPart, Sheet } from "./sheet.ts";
export { originalSquare, originalSquares } from "./original_square.ts";
export { recognizeOriginal } from "./recognize_original.ts";
export { splitTouching } from "./split_touching.ts";
export { type MeasuredPlacement, measuredPlacements } from "./measured_placements.ts";
export type { Measured } from "./layout_likelihood.ts";
