import { casedLabel } from "../symbols/mod.ts";
import type { ExpressionNode, LayoutElement, LayoutRow, RowNode } from "../expressions/mod.ts";

/** A layout as the reader's syntax tree, for what the reader does with one: computing its value. */
export function expressionNode(row: LayoutRow): RowNode {
  return { kind: "row", children: row.map(nodeOf) };
}

function nodeOf(element: LayoutElement): ExpressionNode {
  const base = baseOf(element);
  const { sub, sup } = element;
  if (!sub && !sup) return base;
  return {
    kind: "scripts",
    base,
    ...(sub ? { subscript: expressionNode(sub) } : {}),
    ...(sup ? { superscript: expressionNode(sup) } : {}),
  };
}

function baseOf(element: LayoutElement): ExpressionNode {
  switch (element.kind) {
    case "symbol":
      return { kind: "symbol", label: casedLabel(element.symbol) ?? element.symbol };
    case "fraction":
      return {
        kind: "fraction",
        numerator: expressionNode(element.above),
        denominator: expressionNode(element.below),
      };
    case "root":
      return { kind: "root", radicand: expressionNode(element.inside) };
    case "nothing":
      return expressionNode([]);
    default:
      throw new Error(`unknown element: ${element satisfies never}`);
  }
}
