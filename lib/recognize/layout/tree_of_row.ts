import type { Placed, Row } from "./reading.ts";
import { FRACTION, SYMBOLS } from "../../symbols/mod.ts";
import type { ExpressionNode, RowNode, SymbolNode } from "../../expressions/mod.ts";

/** The symbols of a line, from left to right. */
export function symbolsOf(row: Row): Placed[] {
  const symbols: Placed[] = [];
  for (let placed: Placed | undefined = row.last; placed; placed = placed.previous) symbols.push(placed);
  return symbols.reverse();
}

/** The syntax tree of a reading; letters that spell a function's name become one symbol, as do three dots. */
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

/** What symbols in a row are together. */
const SPELLED = SYMBOLS.filter(({ madeOf }) => madeOf.length > 0);

function spelled(nodes: readonly ExpressionNode[]): ExpressionNode[] {
  const result: ExpressionNode[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const spelling = SPELLED.find(({ madeOf }) =>
      madeOf.every((label, k) => labelAt(nodes[i + k], k === madeOf.length - 1) === label)
    );
    if (!spelling) {
      result.push(nodes[i]);
      continue;
    }
    const { name: label, madeOf } = spelling;
    i += madeOf.length - 1;
    const name: SymbolNode = { kind: "symbol", label }, last = nodes[i];
    result.push(last.kind === "scripts" ? { ...last, base: name } : name);
  }
  return result;
}

/** The label of a symbol; only the last of a word may have scripts, which are the word's. */
function labelAt(node: ExpressionNode | undefined, isLast: boolean): string | undefined {
  if (node?.kind === "scripts" && isLast) return labelAt(node.base, false);
  return node?.kind === "symbol" ? node.label : undefined;
}
