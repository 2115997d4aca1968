import type { Placed, Row } from "./reading.ts";
import { FRACTION } from "./typography.ts";

/** What an expression is made of. */
export type ExpressionNode = RowNode | SymbolNode | FractionNode | RootNode | ScriptsNode;

/** Things beside each other. */
export interface RowNode {
  /** Tag. */
  readonly kind: "row";
  /** From left to right. */
  readonly children: readonly ExpressionNode[];
}

/** A letter, digit, sign or function name. */
export interface SymbolNode {
  /** Tag. */
  readonly kind: "symbol";
  /** A cased label: `x`, `X`, `times`, `sin`. */
  readonly label: string;
}

/** One row over another. */
export interface FractionNode {
  /** Tag. */
  readonly kind: "fraction";
  /** Above the bar. */
  readonly numerator: RowNode;
  /** Below it. */
  readonly denominator: RowNode;
}

/** A square root. */
export interface RootNode {
  /** Tag. */
  readonly kind: "root";
  /** Under the sign. */
  readonly radicand: RowNode;
}

/** Something with what is written above right or below right of it; of sums and limits, above and below. */
export interface ScriptsNode {
  /** Tag. */
  readonly kind: "scripts";
  /** What they hang on. */
  readonly base: ExpressionNode;
  /** Above, or the upper limit. */
  readonly superscript?: RowNode;
  /** Below, or the lower limit. */
  readonly subscript?: RowNode;
}

/** The symbols of a line, from left to right. */
export function symbolsOf(row: Row): Placed[] {
  const symbols: Placed[] = [];
  for (let placed: Placed | undefined = row.last; placed; placed = placed.previous) symbols.push(placed);
  return symbols.reverse();
}

/** The syntax tree of a reading; letters that spell a function's name become one symbol. */
export function expressionTree(row: Row): RowNode {
  return rowOf(spelled(symbolsOf(row).map(nodeOf)));
}

const rowOf = (children: readonly ExpressionNode[]): RowNode => ({ kind: "row", children });
const empty = rowOf([]);

function nodeOf({ candidate: { label }, regions }: Placed): ExpressionNode {
  const inner = (row: Row | undefined) => row && expressionTree(row);
  if (label === FRACTION) {
    if (!regions.above && !regions.below) return { kind: "symbol", label: "-" };
    return {
      kind: "fraction",
      numerator: inner(regions.above) ?? empty,
      denominator: inner(regions.below) ?? empty,
    };
  }
  const base: ExpressionNode = label === "sqrt"
    ? { kind: "root", radicand: inner(regions.inside) ?? empty }
    : { kind: "symbol", label };
  if (!regions.sup && !regions.sub) return base;
  return { kind: "scripts", base, superscript: inner(regions.sup), subscript: inner(regions.sub) };
}

const WORDS = ["sin", "cos", "tan", "log", "lim"];

function spelled(nodes: readonly ExpressionNode[]): ExpressionNode[] {
  const result: ExpressionNode[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const word = WORDS.find((name) =>
      [...name].every((letter, k) => letterAt(nodes[i + k], k === name.length - 1) === letter)
    );
    if (!word) {
      result.push(nodes[i]);
      continue;
    }
    i += word.length - 1;
    const name: SymbolNode = { kind: "symbol", label: word }, last = nodes[i];
    result.push(last.kind === "scripts" ? { ...last, base: name } : name);
  }
  return result;
}

/** The small letter a node is; only the last of a word may have scripts, which are the word's. */
function letterAt(node: ExpressionNode | undefined, isLast: boolean): string | undefined {
  if (node?.kind === "scripts" && isLast) return letterAt(node.base, false);
  return node?.kind === "symbol" ? node.label : undefined;
}
