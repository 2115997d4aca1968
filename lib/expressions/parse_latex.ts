import katex from "katex";
import { UserError } from "../errors/mod.ts";
import { symbolName } from "../symbols/mod.ts";
import type { ExpressionNode, RowNode, ScriptsNode } from "./expression_tree.ts";

/** LaTeX that is not a readable expression; the message says why. */
export class LatexError extends UserError {
  /** Always "LatexError". */
  override readonly name = "LatexError";
}

/** The fields of a node of KaTeX's parse tree that are used here. */
interface KatexNode {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly left?: string;
  readonly right?: string;
  readonly delim?: string;
  readonly hasBarLine?: boolean;
  readonly body?: KatexNode | readonly KatexNode[];
  readonly mathml?: readonly KatexNode[];
  readonly base?: KatexNode | null;
  readonly sup?: KatexNode | null;
  readonly sub?: KatexNode | null;
  readonly numer?: KatexNode;
  readonly denom?: KatexNode;
  readonly index?: KatexNode | null;
}

/** KaTeX exports its parser under this name, without a type. */
const { __parse: parseTree } = katex as unknown as {
  __parse(latex: string, options: object): readonly KatexNode[];
};

/**
 * `\limits` only moves limits, and KaTeX accepts it only after operators; the others are text or
 * sizes KaTeX does not know.
 */
const MACROS = { "\\limits": "", "\\nolimits": "", "\\mbox": "\\text", "\\displaystyle": "" };

/** Most characters: nested LaTeX costs time and stack. Handwriting stays far below. */
const LONGEST_LATEX = 10_000;

/**
 * Reads LaTeX as KaTeX's parser does and keeps what stands on paper: symbols and where they are. Left out are
 * spaces, braces, sizes of brackets, fonts (`\mathrm{d}` is d: handwriting has no upright letters), style commands,
 * `\limits`, dollar signs. `\|` is two bars, `x'` is `x^\prime`.
 *
 * @throws {LatexError} if KaTeX cannot parse it, it holds something unsupported (matrices, accents), or it
 * has more than 10,000 characters.
 */
export function parseLatex(latex: string): RowNode {
  if (latex.length > LONGEST_LATEX) {
    throw new LatexError(`LaTeX may have at most ${LONGEST_LATEX} characters, this has ${latex.length}.`);
  }
  let nodes: readonly KatexNode[];
  try {
    nodes = parseTree(latex.replaceAll("$", " "), {
      displayMode: true,
      strict: false,
      macros: { ...MACROS },
    });
  } catch (error) {
    throw new LatexError((error as Error).message.replace(/^KaTeX parse error: /, ""));
  }
  return row(lineOf(nodes));
}

/** Nodes side by side. */
type Line = readonly ExpressionNode[];

const row = (children: Line): RowNode => ({ kind: "row", children });

/** Scripts of a space, `x\!^2` and `x{}^2`, hang on the symbol before it, since a space is not visible on paper. */
function lineOf(nodes: readonly KatexNode[]): Line {
  let line: Line = [];
  for (const node of nodes.flatMap(partsOf)) {
    line = hangsOnNothing(node)
      ? withScripts(line, node.subscript?.children, node.superscript?.children)
      : [...line, node];
  }
  return line;
}

function partsOf(node: KatexNode): Line {
  switch (node.type) {
    case "mathord":
    case "textord":
    case "atom":
      return signs(node.text!);
    case "op":
      return node.name ? signs(node.name) : childLine(node.body);
    case "ordgroup":
    case "styling":
    case "sizing":
    case "font":
    case "text":
    case "hbox":
    case "mclass":
    case "operatorname":
    case "lap":
      return childLine(node.body);
    case "htmlmathml":
      return lineOf(node.mathml!);
    case "leftright":
      return [...delimiter(node.left!), ...childLine(node.body), ...delimiter(node.right!)];
    case "delimsizing":
    case "middle":
      return delimiter(node.delim!);
    case "genfrac":
      if (!node.hasBarLine) break;
      return [{
        kind: "fraction",
        numerator: row(childLine(node.numer)),
        denominator: row(childLine(node.denom)),
      }];
    case "sqrt": {
      const index = childLine(node.index);
      return [{
        kind: "root",
        ...(index.length > 0 ? { index: row(index) } : {}),
        radicand: row(childLine(node.body)),
      }];
    }
    case "supsub":
      return withScripts(childLine(node.base), childLine(node.sub), childLine(node.sup));
    case "kern":
    case "spacing":
      return [];
  }
  throw new LatexError(`An expression cannot hold KaTeX's "${node.type}".`);
}

function childLine(child: KatexNode | readonly KatexNode[] | null | undefined): Line {
  if (!child) return [];
  return Array.isArray(child) ? lineOf(child) : partsOf(child as KatexNode);
}

function signs(latex: string): Line {
  if (/^\\(parallel|Vert|\|)$/.test(latex)) return [...signs("|"), ...signs("|")];
  return [{ kind: "symbol", label: symbolName(latex) }];
}

/** A dot stands for no delimiter: `\left.` */
function delimiter(latex: string): Line {
  return latex === "." ? [] : signs(latex);
}

function hangsOnNothing(node: ExpressionNode): node is ScriptsNode {
  return node.kind === "scripts" && node.base.kind === "row" && node.base.children.length === 0;
}

/** Adds scripts to the last symbol, or to an empty base right of it if it already has such a script. */
function withScripts(line: Line, lower: Line = [], upper: Line = []): Line {
  const sub = unwrapped(lower, "subscript"), sup = unwrapped(upper, "superscript");
  if (sub.length + sup.length === 0) return line;
  const scripts = {
    ...(sub.length > 0 ? { subscript: row(sub) } : {}),
    ...(sup.length > 0 ? { superscript: row(sup) } : {}),
  };
  const last = line.at(-1), hanging = last?.kind === "scripts" ? last : undefined;
  const isTaken = !last || hanging?.subscript && sub.length > 0 || hanging?.superscript && sup.length > 0;
  if (isTaken) return [...line, { kind: "scripts", base: row([]), ...scripts }];
  return [...line.slice(0, -1), { ...(hanging ?? { kind: "scripts", base: last }), ...scripts }];
}

/** Unwraps a superscript that holds only a superscript (`x^{'}` is `x'`); subscripts likewise. */
function unwrapped(line: Line, script: "subscript" | "superscript"): Line {
  const [only] = line, other = script === "subscript" ? "superscript" : "subscript";
  return line.length === 1 && hangsOnNothing(only) && !only[other] ? only[script]!.children : line;
}
