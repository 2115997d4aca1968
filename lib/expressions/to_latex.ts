import { symbolOf } from "../symbols/mod.ts";
import type { ExpressionNode } from "./expression_tree.ts";

/** An expression in LaTeX, as the reader prints it: `\frac{x^{2} + 1}{3}`. */
export function toLatex(node: ExpressionNode): string {
  switch (node.kind) {
    case "row":
      return node.children.map(toLatex).join(" ");
    case "symbol":
      return symbolOf(node.label).latex;
    case "fraction":
      return `\\frac{${toLatex(node.numerator)}}{${toLatex(node.denominator)}}`;
    case "root":
      return `\\sqrt${node.index ? `[{${toLatex(node.index)}}]` : ""}{${toLatex(node.radicand)}}`;
    case "scripts": {
      const { base, subscript, superscript } = node;
      return toLatex(base) + (subscript ? `_{${toLatex(subscript)}}` : "") +
        (superscript ? `^{${toLatex(superscript)}}` : "");
    }
    default:
      throw new Error(`unknown node: ${node satisfies never}`);
  }
}
