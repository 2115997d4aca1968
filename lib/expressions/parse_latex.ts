import katex from "katex";
import { UserError } from "../errors/mod.ts";
import { canonicalSymbol } from "../symbols/mod.ts";
import type { LayoutElement, LayoutRow } from "./layout_tree.ts";

/** LaTeX that cannot be read as an expression; the message says why. */
export class LatexError extends UserError {
  /** Always "LatexError". */
  override readonly name = "LatexError";
}

/** A node of KaTeX's parse tree, as far as it is read here. */
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

/** KaTeX gives its parser out under this name, without a type. */
const { __parse: parseTree } = katex as unknown as {
  __parse(latex: string, options: object): readonly KatexNode[];
};

/**
 * `\limits` moves limits and changes nothing else, KaTeX takes it after operators only; the others are text or
 * sizes KaTeX does not know.
 */
const MACROS = { "\\limits": "", "\\nolimits": "", "\\mbox": "\\text", "\\displaystyle": "" };

/** A parse takes time and stack with its nesting: handwriting stays far below both. */
const LONGEST_LATEX = 10_000;

/**
 * Reads LaTeX as KaTeX's parser does and keeps what stands on paper: symbols and where they are. Left out are
 * spaces, braces, sizes of brackets, fonts (`\mathrm{d}` is d: handwriting has no upright letters), style commands,
 * `\limits`, dollar signs. `\|` is two bars, `x'` is `x^\prime`.
 *
 * @throws LatexError where KaTeX can't read it, or where it holds what no layout tree has (matrices, accents).
 */
export function parseLatex(latex: string): LayoutRow {
  if (latex.length > LONGEST_LATEX) {
    throw new LatexError(`LaTeX of at most ${LONGEST_LATEX} characters is read, this has ${latex.length}.`);
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
  return rowOf(nodes);
}

/** Scripts of a space, `x\!^2` and `x{}^2`, hang on the symbol before it: a space leaves nothing on paper. */
function rowOf(nodes: readonly KatexNode[]): LayoutRow {
  let row: LayoutRow = [];
  for (const element of nodes.flatMap(elementsOf)) {
    row = element.kind === "nothing" ? withScripts(row, element.sub, element.sup) : [...row, element];
  }
  return row;
}

function elementsOf(node: KatexNode): LayoutRow {
  switch (node.type) {
    case "mathord":
    case "textord":
    case "atom":
      return signs(node.text!);
    case "op":
      return node.name ? signs(node.name) : childRow(node.body);
    case "ordgroup":
    case "styling":
    case "sizing":
    case "font":
    case "text":
    case "hbox":
    case "mclass":
    case "operatorname":
    case "lap":
      return childRow(node.body);
    case "htmlmathml":
      return rowOf(node.mathml!);
    case "leftright":
      return [...delimiter(node.left!), ...childRow(node.body), ...delimiter(node.right!)];
    case "delimsizing":
    case "middle":
      return delimiter(node.delim!);
    case "genfrac":
      if (!node.hasBarLine) break;
      return [{ kind: "fraction", above: childRow(node.numer), below: childRow(node.denom) }];
    case "sqrt": {
      const index = childRow(node.index);
      return [{ kind: "root", ...(index.length > 0 ? { index } : {}), inside: childRow(node.body) }];
    }
    case "supsub":
      return withScripts(childRow(node.base), childRow(node.sub), childRow(node.sup));
    case "kern":
    case "spacing":
      return [];
  }
  throw new LatexError(`A layout tree has no place for KaTeX's "${node.type}".`);
}

function childRow(child: KatexNode | readonly KatexNode[] | null | undefined): LayoutRow {
  if (!child) return [];
  return Array.isArray(child) ? rowOf(child) : elementsOf(child as KatexNode);
}

function signs(latex: string): LayoutElement[] {
  if (/^\\(parallel|Vert|\|)$/.test(latex)) return [...signs("|"), ...signs("|")];
  return [{ kind: "symbol", symbol: canonicalSymbol(latex) }];
}

/** A dot stands for no delimiter: `\left.` */
function delimiter(latex: string): LayoutRow {
  return latex === "." ? [] : signs(latex);
}

/** Scripts hang on the last symbol; where that has such a script already, on nothing, right of it. */
function withScripts(base: LayoutRow, lower: LayoutRow = [], upper: LayoutRow = []): LayoutRow {
  const sub = withoutNothing(lower, "sub"), sup = withoutNothing(upper, "sup");
  if (sub.length + sup.length === 0) return base;
  const scripts = { ...(sub.length > 0 ? { sub } : {}), ...(sup.length > 0 ? { sup } : {}) };
  const last = base.at(-1);
  const taken = !last || (last.sub && scripts.sub) || (last.sup && scripts.sup);
  return taken ? [...base, { kind: "nothing", ...scripts }] : [...base.slice(0, -1), { ...last, ...scripts }];
}

/** A superscript that holds nothing but a superscript is that one: `x^{'}` is `x'`. */
function withoutNothing(row: LayoutRow, script: "sub" | "sup"): LayoutRow {
  const [only] = row;
  const other = script === "sub" ? "sup" : "sub";
  return row.length === 1 && only.kind === "nothing" && !only[other] ? only[script]! : row;
}
