/**
 * The language of expressions: one tree, LaTeX in and out, text, arithmetic, value.
 * @module
 */
export { canonicalLatex } from "./canonical_latex.ts";
export type {
  ExpressionNode,
  FractionNode,
  RootNode,
  RowNode,
  ScriptsNode,
  SymbolNode,
} from "./expression_tree.ts";
export { LatexError, parseLatex } from "./parse_latex.ts";
export { type PlacedSymbol, placedSymbols } from "./placed_symbols.ts";
export { toLatex } from "./to_latex.ts";
export { toText } from "./to_text.ts";
export { evaluate, type Value, valueText } from "./value.ts";
