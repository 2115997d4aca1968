/**
 * The language of expressions: one tree, LaTeX in and out, text, arithmetic, value.
 * @module
 */
export { arithmetic } from "./arithmetic.ts";
export { type Token, tokensOf } from "./arithmetic_tokens.ts";
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
export { NoValue } from "./no_value.ts";
export { add, divide, factorial, logarithm, multiply, negative, power, subtract } from "./operations.ts";
export { LatexError, parseLatex } from "./parse_latex.ts";
export { nameTerm, numberTerm, type Operation, operation, type Term, valueOf, variablesOf } from "./term.ts";
export { toLatex } from "./to_latex.ts";
export { toText } from "./to_text.ts";
export { evaluate, type Value, valueText } from "./value.ts";
