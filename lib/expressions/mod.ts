/**
 * Handwritten expressions drawn as pictures, and how well they are read.
 * @module
 */
export type { GreyImage as SymbolPicture } from "../data/resize.ts";
export type { PlacedInk } from "../data/crohme/mod.ts";
export { canonicalSymbol } from "./canonical_symbol.ts";
export {
  canonicalLatex,
  type LayoutElement,
  type LayoutRow,
  type PlacedSymbol,
  placedSymbols,
  type Scripts,
} from "./layout_tree.ts";
export { LatexError, parseLatex } from "./parse_latex.ts";
export { truthLatex } from "./truth_latex.ts";
export { isArithmetic, type Subset, subsetOf, SUBSETS } from "./subset.ts";
export { type Camera, CAMERAS, photograph } from "./photograph.ts";
export { compose, type SymbolPictures } from "./compose.ts";
export { randomArithmetic } from "./random_arithmetic.ts";
export { loadSymbolPictures, symbolPicturesOf } from "./symbol_pictures.ts";
export { compareLayouts, type LayoutDifference } from "./compare_layouts.ts";
export { matchSymbols } from "./match_symbols.ts";
export { countGrammar } from "./count_grammar.ts";
export { expressionNode } from "./expression_node.ts";
export { rightValue } from "./right_value.ts";
export { classifyTruth, type GivenBoxes, layOutTruth } from "./truth_symbols.ts";
export { loadTestExpressions, type TestExpression, type TestSource } from "./test_expression.ts";
export { assess, type Assessment, type FirstError, type Reader, symbolOf } from "./assess.ts";
export { openReader, type Pipeline } from "./open_reader.ts";
export { type Assessed, assessShare, type Share, type Trial } from "./assess_share.ts";
export { assessAll } from "./assess_all.ts";
export { type Summaries, summarize, type Summary } from "./summarize.ts";
export { fitLayout, type LayoutTable, truePlacements } from "./fit_layout.ts";
