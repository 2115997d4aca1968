/**
 * The language of expressions: one tree, LaTeX in and out, text, arithmetic, value.
 * @module
 */
export type {
  ExpressionNode,
  FractionNode,
  RootNode,
  RowNode,
  ScriptsNode,
  SymbolNode,
} from "./expression_tree.ts";
export {
  canonicalLatex,
  type LayoutElement,
  type LayoutRow,
  type PlacedSymbol,
  placedSymbols,
  type Scripts,
} from "./layout_tree.ts";
export { LatexError, parseLatex } from "./parse_latex.ts";
export { toLatex } from "./to_latex.ts";
export { toText } from "./to_text.ts";
export { evaluate, type Value, valueText } from "./value.ts";
