/**
 * How well handwritten expressions are read: test pictures, their truth, and what a reader makes of them.
 * @module
 */
export { assess, type Assessment, type FirstError, type PictureReader } from "./assess.ts";
export { assessAll } from "./assess_all.ts";
export { type Assessed, assessShare, type Share, type Trial } from "./assess_share.ts";
export { compareLayouts, type LayoutDifference } from "./compare_layouts.ts";
export { compose, type SymbolPictures } from "./compose.ts";
export { countGrammar } from "./count_grammar.ts";
export { fitLayout, type LayoutTable, truePlacements } from "./fit_layout.ts";
export { matchSymbols } from "./match_symbols.ts";
export { type Camera, CAMERAS, photograph } from "./photograph.ts";
export { randomArithmetic } from "./random_arithmetic.ts";
export { rightValue } from "./right_value.ts";
export { isArithmetic, type Subset, subsetOf, SUBSETS } from "./subset.ts";
export { type Summaries, summarize, type Summary } from "./summarize.ts";
export { loadSymbolPictures, symbolPicturesOf } from "./symbol_pictures.ts";
export { loadTestExpressions, type TestExpression, type TestSource } from "./trial.ts";
export { truthLatex } from "./truth_latex.ts";
export { classifyTruth, type GivenBoxes, layOutTruth, readTruth } from "./truth_symbols.ts";
