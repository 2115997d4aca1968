import { symbolOf, WORDS } from "../symbols/mod.ts";
import type { ExpressionNode, RowNode } from "./expression_tree.ts";

/** An expression on one line of plain text: `(x^2 + 1)/3 = √(y)`. */
export function toText(node: ExpressionNode): string {
  switch (node.kind) {
    case "row":
      return node.children.map((child, i) => spacedText(child, node.children[i - 1])).join("").trim();
    case "symbol":
      return symbolOf(node.label).text;
    case "fraction":
      return `${bracketed(node.numerator)}/${bracketed(node.denominator)}`;
    case "root":
      return `√${node.index ? `[${toText(node.index)}]` : ""}${bracketed(node.radicand)}`;
    case "scripts":
      return toText(node.base) + (node.subscript ? `_${bracketed(node.subscript)}` : "") +
        (node.superscript ? `^${bracketed(node.superscript)}` : "");
    default:
      throw new Error(`unknown node: ${node satisfies never}`);
  }
}

function spacedText(node: ExpressionNode, before: ExpressionNode | undefined): string {
  const text = toText(node), base = node.kind === "scripts" ? node.base : node;
  if (base.kind !== "symbol") return text;
  if (WORDS.has(base.label)) return `${text} `;
  const binary = base.label === "-" && before !== undefined &&
    !(before.kind === "symbol" && isSpaced(before.label));
  return isSpaced(base.label) || binary ? ` ${text} ` : text;
}

/** Whether a sign has space on both sides. */
function isSpaced(label: string): boolean {
  return symbolOf(label).shape === "operator";
}

function bracketed(row: RowNode): string {
  const text = toText(row);
  return row.children.length === 1 && row.children[0].kind !== "fraction" ? text : `(${text})`;
}
