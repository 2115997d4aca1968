import { symbolOf } from "../symbols/mod.ts";
import type { ExpressionNode } from "./expression_tree.ts";

/**
 * The one spelling of an expression in LaTeX, by which expressions are compared: spaces between all symbols, every
 * group in braces, subscripts before superscripts, as in `\frac { x _ { 1 } ^ { 2 } } { 3 }`.
 */
export function canonicalLatex(node: ExpressionNode): string {
  switch (node.kind) {
    case "row":
      return node.children.map(canonicalLatex).join(" ");
    case "symbol":
      return symbolOf(node.label).latex;
    case "fraction":
      return `\\frac ${braced(node.numerator)} ${braced(node.denominator)}`;
    case "root":
      // Without braces a bracket inside the index would end it.
      return `\\sqrt ${node.index ? `[ ${braced(node.index)} ] ` : ""}${braced(node.radicand)}`;
    case "scripts": {
      const { base, subscript, superscript } = node;
      return (base.kind === "row" ? braced(base) : canonicalLatex(base)) +
        (subscript ? ` _ ${braced(subscript)}` : "") + (superscript ? ` ^ ${braced(superscript)}` : "");
    }
    default:
      throw new Error(`unknown node: ${node satisfies never}`);
  }
}

function braced(node: ExpressionNode): string {
  const latex = canonicalLatex(node);
  return latex === "" ? "{ }" : `{ ${latex} }`;
}
