import type { ExpressionNode, RowNode } from "./expression_tree.ts";

const SIGNS: ReadonlyMap<string, string> = new Map(Object.entries({
  "times": "×",
  "div": "÷",
  "pm": "±",
  "leq": "≤",
  "geq": "≥",
  "lt": "<",
  "gt": ">",
  "neq": "≠",
  "rightarrow": "→",
  "forward_slash": "/",
  "ascii_124": "|",
  "dot": ".",
  "ldots": "…",
  "prime": "′",
  "infty": "∞",
  "in": "∈",
  "forall": "∀",
  "exists": "∃",
  "sum": "∑",
  "int": "∫",
  "alpha": "α",
  "beta": "β",
  "gamma": "γ",
  "theta": "θ",
  "lambda": "λ",
  "mu": "μ",
  "pi": "π",
  "sigma": "σ",
  "phi": "φ",
  "Delta": "Δ",
}));

const SPACED = new Set("= + times div pm leq geq lt gt neq rightarrow".split(" "));
const NAMES = new Set(["sin", "cos", "tan", "log", "lim"]);

/** An expression on one line of plain text: `(x^2 + 1)/3 = √(y)`. */
export function toText(node: ExpressionNode): string {
  switch (node.kind) {
    case "row":
      return node.children.map((child, i) => spacedText(child, node.children[i - 1])).join("").trim();
    case "symbol":
      return SIGNS.get(node.label) ?? node.label;
    case "fraction":
      return `${bracketed(node.numerator)}/${bracketed(node.denominator)}`;
    case "root":
      return `√${bracketed(node.radicand)}`;
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
  if (NAMES.has(base.label)) return `${text} `;
  const binary = base.label === "-" && before !== undefined &&
    !(before.kind === "symbol" && SPACED.has(before.label));
  return SPACED.has(base.label) || binary ? ` ${text} ` : text;
}

function bracketed(row: RowNode): string {
  const text = toText(row);
  return row.children.length === 1 && row.children[0].kind !== "fraction" ? text : `(${text})`;
}
