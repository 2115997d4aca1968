import { assertEquals } from "@std/assert";
import type { Box } from "../../lib/drawing/mod.ts";
import { expressionTree } from "../../lib/recognize/layout/tree_of_row.ts";
import type { Grammar } from "../../lib/recognize/mod.ts";
import { readSymbols } from "../../lib/recognize/layout/read_symbols.ts";
import type { Row } from "../../lib/recognize/layout/reading.ts";
import { type ExpressionNode, type RowNode, toLatex, toText } from "../../lib/expressions/mod.ts";
import { placedIn } from "../../lib/recognize/layout/reading.ts";
import { boxAt } from "./page.ts";

/** All symbols are equally likely; scripts have to be clear to see. */
const grammar: Grammar = { follows: () => 0, ends: () => 0, opens: () => 0 };

/** The reading of symbols certain to be what they are, in reading order. */
function readingOf(symbols: readonly (readonly [string, Box])[]): Row {
  const boxes = symbols.map(([, box]) => box);
  const hypotheses = symbols.map(([label, box], i) => ({
    parts: [i],
    box,
    labels: [{ label, probability: 1, score: 0 }],
  }));
  return readSymbols(boxes, hypotheses, 40, grammar)[0].row;
}

const small = (labels: string) => [...labels].map((label, i) => [label, boxAt(28 * i, 116, 24, 24)] as const);
const symbol = (label: string): ExpressionNode => ({ kind: "symbol", label });
const row = (...children: ExpressionNode[]): RowNode => ({ kind: "row", children });

Deno.test("letters that spell a function are its name, wherever they stand, three dots an ellipsis", () => {
  const spelled = (symbols: readonly (readonly [string, Box])[]) =>
    toLatex(expressionTree(readingOf(symbols)));
  assertEquals(spelled(small("sinx")), "\\sin x");
  assertEquals(spelled(small("xcosy")), "x \\cos y");
  assertEquals(spelled([...small("ta"), ["n", boxAt(56, 116, 24, 24)]]), "\\tan");
  assertEquals(spelled(small("sixn")), "s i x n");
  const dots = (count: number) =>
    Array.from({ length: count }, (_, i) => ["dot", boxAt(30 + 14 * i, 136, 4, 4)] as const);
  const one = ["1", boxAt(0, 100, 20, 40)] as const, two = ["2", boxAt(90, 100, 20, 40)] as const;
  assertEquals(spelled([one, ...dots(3), two]), "1 \\ldots 2");
  assertEquals(spelled([one, ...dots(2), two]), "1 . . 2");
  assertEquals(spelled([one, ...dots(4), two]), "1 \\ldots . 2");
});

Deno.test("only the last letter of a name may have scripts, which are the name's; all symbols are placed", () => {
  const power = (at: number) => {
    const letters = small("sin").map(([label, box], i) =>
      [label, i > at ? { ...box, left: box.left + 14, right: box.right + 14 } : box] as const
    );
    const two = ["2", boxAt(28 * at + 25, 94, 11, 20)] as const;
    return readingOf([...letters.slice(0, at + 1), two, ...letters.slice(at + 1)]);
  };
  assertEquals(toLatex(expressionTree(power(2))), "\\sin^{2}");
  assertEquals(toLatex(expressionTree(power(1))), "s i^{2} n");
  assertEquals(placedIn(power(1)).map(({ candidate }) => candidate.label), ["s", "i", "2", "n"]);
});

Deno.test("LaTeX and plain text of every kind of node, as one would type them", () => {
  const fraction: ExpressionNode = {
    kind: "fraction",
    numerator: row(symbol("1")),
    denominator: row(symbol("x"), symbol("y")),
  };
  const power = (base: ExpressionNode, superscript: RowNode, subscript?: RowNode): ExpressionNode => ({
    kind: "scripts",
    base,
    superscript,
    subscript,
  });
  const cases: readonly (readonly [RowNode, string, string])[] = [
    [row(symbol("2"), symbol("times"), symbol("pi")), "2 \\times \\pi", "2 × π"],
    [row(symbol("-"), symbol("3"), symbol("-"), symbol("4")), "- 3 - 4", "-3 - 4"],
    [row(symbol("x"), symbol("="), symbol("-"), symbol("1")), "x = - 1", "x = -1"],
    [
      row(symbol("{"), symbol("ascii_124"), symbol("forward_slash"), symbol("dot"), symbol("}")),
      "\\{ | / . \\}",
      "{|/.}",
    ],
    [row(fraction), "\\frac{1}{x y}", "1/(xy)"],
    [
      row({ kind: "fraction", numerator: row(fraction), denominator: row(symbol("2")) }),
      "\\frac{\\frac{1}{x y}}{2}",
      "(1/(xy))/2",
    ],
    [
      row({ kind: "root", radicand: row(symbol("2")) }, { kind: "root", radicand: row() }),
      "\\sqrt{2} \\sqrt{}",
      "√2√()",
    ],
    [row(power(symbol("x"), row(symbol("2")), row(symbol("i"), symbol("j")))), "x_{i j}^{2}", "x_(ij)^2"],
    [row(power(symbol("sin"), row(symbol("2"))), symbol("x")), "\\sin^{2} x", "sin^2 x"],
    [
      row({ kind: "scripts", base: symbol("lim"), subscript: row(symbol("n")) }, symbol("a")),
      "\\lim_{n} a",
      "lim_n a",
    ],
    [
      row(symbol("alpha"), symbol("leq"), symbol("infty"), symbol("neq"), symbol("ldots")),
      "\\alpha \\leq \\infty \\neq \\ldots",
      "α ≤ ∞ ≠ …",
    ],
  ];
  for (const [tree, latex, text] of cases) {
    assertEquals(toLatex(tree), latex);
    assertEquals(toText(tree), text);
  }
  const signs: Readonly<Record<string, string>> = {
    div: " ÷",
    pm: " ±",
    geq: " ≥",
    lt: " <",
    gt: " >",
    rightarrow: " →",
    prime: "′",
    in: "∈",
    forall: "∀",
    exists: "∃",
    sum: "∑",
    int: "∫",
    beta: "β",
    gamma: "γ",
    theta: "θ",
    lambda: "λ",
    mu: "μ",
    sigma: "σ",
    phi: "φ",
    Delta: "Δ",
  };
  for (const [label, sign] of Object.entries(signs)) {
    assertEquals(toText(row(symbol("x"), symbol(label))), `x${sign}`);
  }
});

Deno.test("a bar with nothing over and under it is a minus, a root sign with nothing under it a root of nothing", () => {
  const bar = ["-", boxAt(0, 118, 60, 4)] as const;
  assertEquals(expressionTree(readingOf([bar])), row(symbol("-")));
  // The sign of a root without anything under it is a root of nothing.
  assertEquals(
    expressionTree(readingOf([["sqrt", boxAt(0, 90, 40, 50)]])),
    row({ kind: "root", radicand: row() }),
  );
});
