import { assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import katex from "katex";
import { loadExpressions } from "../../lib/data/crohme/mod.ts";
import { canonicalSymbol } from "../../lib/symbols/mod.ts";
import { canonicalLatex, LatexError, parseLatex, placedSymbols, toLatex } from "../../lib/expressions/mod.ts";
import { truthLatex } from "../../lib/assess/truth_latex.ts";
import { testWithData } from "../permission.ts";
import { anyExpression } from "./any_expression.ts";

const canonical = (latex: string) => canonicalLatex(parseLatex(latex));

Deno.test("spellings of one layout have one canonical LaTeX", () => {
  const alike: readonly (readonly string[])[] = [
    ["x _ { 1 } ^ { 2 }", "x^2_1", "x_1^2", "{x_1}^2", "{x}^{{2}}_{1}", "$x_1^2$", "x_1\\!^2"],
    ["\\frac { 1 } { 2 }", "\\frac12", "\\frac{1}{2}", "{1\\over2}", "\\dfrac 1 2", "{\\frac{1}2}"],
    ["( x )", "(x)", "\\left(x\\right)", "\\Bigg( x \\Bigg)", "{(}{ x })", "(\\,x\\;)\\ "],
    ["( a + b ) ^ { 2 }", "(a+b)^2", "{(a+b)}^2", "\\left(a+b\\right)^{2}"],
    ["\\sum _ { i = 1 } ^ { n }", "\\sum_{i=1}^n", "\\sum\\limits_{i=1}^n", "\\sum\\limits ^n _{i=1}"],
    ["a \\leq b \\lt c", "a\\le b<c", "a \\leqslant b \\lt c"],
    ["x \\rightarrow 0 \\neq 1", "x\\to 0\\ne 1", "x\\rightarrow0\\neq1"],
    ["a \\ldots b", "a\\dots b", "a\\cdots b", "a\\ldots b"],
    ["2 . 3", "2\\cdot 3", "2.3"],
    ["f ^ { \\prime }", "f'", "f^\\prime", "f^{'}"],
    ["f ^ { \\prime 2 }", "f'^2", "f^{\\prime 2}"],
    ["d x G", "\\mathrm dx\\mbox{ G }", "dx\\text{G}", "\\mathrm{d}xG"],
    ["| x | |", "\\left|x\\right|\\vert", "\\mid x \\|"],
    ["[ \\{ 0 \\} ]", "\\lbrack\\lbrace 0\\rbrace\\rbrack", "\\left[\\{0\\}\\right]"],
    ["\\sqrt [ { 3 } ] { x y }", "\\sqrt[3]{xy}", "\\sqrt[{3}]{ x{y}}"],
    ["\\sqrt { x }", "\\sqrt x", "\\sqrt{x}", "\\sqrt[]{x}"],
    ["{ } ^ { 2 } x", "{}^2x", "^2 x"],
    ["x ^ { 2 } { } ^ { 3 }", "{x^2}^3"],
    ["\\sin ^ { 2 } x", "\\sin^2x", "\\sin^{2}{x}"],
  ];
  for (const [expected, ...spellings] of alike) {
    for (const spelling of [expected, ...spellings]) assertEquals(canonical(spelling), expected, spelling);
  }
});

Deno.test("a symbol is called by its cased label, one outside the alphabet by its LaTeX", () => {
  const labels: readonly (readonly [string, string])[] = [
    ["\\lt", "lt"],
    ["\\le", "leq"],
    ["|", "ascii_124"],
    ["/", "forward_slash"],
    ["\\prime", "prime"],
    ["\\cdot", "dot"],
    ["\\{", "{"],
    ["X", "X"],
    ["O", "O"],
    ["\\ast", "*"],
    ["\\Omega", "\\Omega"],
    ["\\%", "\\%"],
  ];
  for (const [latex, label] of labels) {
    assertEquals(parseLatex(latex).children, [{ kind: "symbol", label }]);
    assertEquals(canonical(latex), canonicalSymbol(latex));
  }
});

Deno.test("what differs on paper stays apart: letter case, places, fractions and slashes", () => {
  const pairs = [["x", "X"], ["x^2", "x_2"], ["x^2", "x2"], ["\\frac12", "1/2"], ["x", "\\times"], [
    "1",
    "l",
  ]];
  for (const [one, other] of pairs) {
    assertEquals(canonical(one) === canonical(other), false, `${one} ${other}`);
  }
});

Deno.test("the places of a nested expression, worked by hand", () => {
  const placed = placedSymbols(parseLatex("\\frac{-b_1}{\\sqrt[3]{x^{2y}}}+1"));
  assertEquals(placed.map(({ place, symbol }) => `${place}:${symbol}`), [
    ":\\frac",
    "a:-",
    "a:b",
    "a_:1",
    "b:\\sqrt",
    "bn:3",
    "bi:x",
    "bi^:2",
    "bi^:y",
    ":+",
    ":1",
  ]);
});

Deno.test("what is no expression is refused with the reason", () => {
  for (
    const latex of [
      "\\frac{1}",
      "{x",
      "\\nosuchcommand",
      "\\begin{matrix}1\\end{matrix}",
      "\\binom12",
      "\\hat x",
    ]
  ) {
    assertThrows(() => parseLatex(latex), LatexError);
  }
  assertThrows(() => parseLatex("x".repeat(20_000)), LatexError, "at most 10000 characters");
});

Deno.test("an expression is parsed from its LaTeX as it was, canonical or not, and KaTeX draws it", () => {
  fc.assert(fc.property(anyExpression, (row) => {
    const latex = canonicalLatex(row);
    assertEquals(parseLatex(latex), row);
    assertEquals(parseLatex(toLatex(row)), row);
    assertEquals(katex.renderToString(latex, { throwOnError: true }).includes("katex"), true);
  }));
});

Deno.test("rows with the same placed symbols are the same rows", () => {
  fc.assert(fc.property(anyExpression, anyExpression, (one, other) => {
    const same = JSON.stringify(placedSymbols(one)) === JSON.stringify(placedSymbols(other));
    assertEquals(same, canonicalLatex(one) === canonicalLatex(other));
  }));
});

Deno.test("slips in truths are mended where the symbols say what was meant", () => {
  const symbols = (...raws: string[]) => raws.map((raw) => ({ raw, label: null, strokes: [] }));
  assertEquals(truthLatex({ latex: "$R\\ltq$", symbols: [] }), "$R\\lt q$");
  assertEquals(truthLatex({ latex: "\\lim_{x}}y", symbols: [] }), "\\lim_{x}y");
  assertEquals(
    truthLatex({ latex: "sin x \\sin y", symbols: symbols("\\sin", "x", "\\sin", "y") }),
    "\\sin x \\sin y",
  );
  assertEquals(
    truthLatex({ latex: "lim \\limits _ x", symbols: symbols("\\lim", "x") }),
    "\\lim \\limits _ x",
  );
  assertEquals(truthLatex({ latex: "l o g 5", symbols: symbols("\\log", "5") }), "\\log 5");
  assertEquals(truthLatex({ latex: "sin", symbols: symbols("s", "i", "n") }), "sin");
});

/** Of each set: expressions, truths that parse, and truths whose symbols are those the ink is labelled with. */
const TRUTHS: Readonly<Record<string, readonly number[]>> = {
  "2011test": [329, 329, 329],
  "2012test": [449, 449, 446],
  "2012train": [59, 59, 54],
  "2013test": [671, 670, 660],
  "2013train-expressmatch": [620, 620, 620],
  "2013train-extension": [25, 25, 25],
  "2013train-hamex": [2478, 2478, 2463],
  "2013train-kaist": [1015, 1015, 1015],
  "2013train-mathbrush": [2989, 2989, 2885],
  "2013train-mfrdb": [1666, 1666, 1661],
  "2014test": [985, 984, 970],
};

testWithData("truths of CROHME parse, and hold the symbols that the ink is labelled with", async (folder) => {
  const unread: string[] = [];
  for (const [set, expected] of Object.entries(TRUTHS)) {
    const { expressions } = await loadExpressions(`${folder}/crohme-${set}.jsonl.gz`);
    let parsed = 0, agreeing = 0;
    for (const expression of expressions) {
      const latex = truthLatex(expression);
      try {
        const symbols = placedSymbols(parseLatex(latex)).map(({ symbol }) =>
          symbol === "\\frac" ? "-" : symbol
        );
        const labels = expression.symbols.map(({ raw }) => canonicalSymbol(raw));
        parsed++;
        if (symbols.sort().join(" ") === labels.sort().join(" ")) agreeing++;
      } catch (error) {
        if (!(error instanceof LatexError)) throw error;
        unread.push(latex.trim());
      }
    }
    assertEquals([set, expressions.length, parsed, agreeing], [set, ...expected]);
  }
  assertEquals(unread, [
    "$ \\frac {a \\vtop {\\hbox {\\sqrt {}} \\hbox {3}}} {4} $",
    "$ \\frac {\\sqrt {x}} {2} - \\sqrt {3} ABOVE {\\sqrt} BELOW {2 \\sqrt {x}} $",
  ]);
});
