import { assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { evaluate, parseLatex, type RowNode, toText, valueText } from "../../lib/expressions/mod.ts";

const valueOf = (latex: string) => valueText(evaluate(parseLatex(latex)));

Deno.test("values of arithmetic are those worked by hand", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["1+2\\times 3", "7"],
    ["2(3+4)", "14"],
    ["\\frac{1}{2}+\\frac{1}{4}", "0.75"],
    ["12^2-44", "100"],
    ["2^{3^2}", "512"],
    ["-3^2", "-9"],
    ["\\sqrt{16}\\sqrt{4}", "8"],
    ["5!", "120"],
    ["|3-5|^2", "4"],
    ["1.5\\div 3", "0.5"],
    ["6/3", "2"],
    ["\\sin\\pi", "0"],
    ["2\\sin\\frac{\\pi}{2}+1", "3"],
    ["\\log_2 8", "3"],
    ["\\log 100", "2"],
    ["\\tan^{-1} 0", "0"],
    ["[2+3][4]", "20"],
    ["7+8=", "15"],
    ["\\sin 0(3+4)", "0"],
    ["2\\sin 0+3\\cos 0", "3"],
    ["\\cos 0\\sin 0", "0"],
    ["\\sin|0|^2", "0"],
    ["8\\div 2(2+2)", "16"],
    ["-2^2+3!", "2"],
    ["1--2", "3"],
  ];
  for (const [latex, value] of cases) assertEquals(valueOf(latex), value, latex);
});

Deno.test("relations are statements, letters want values", () => {
  assertEquals(valueOf("2+2=4"), "a statement: true");
  assertEquals(valueOf("0.1+0.2=0.3"), "a statement: true");
  assertEquals(valueOf("2\\times 2=5"), "a statement: false");
  assertEquals(valueOf("1<2\\leq 2"), "a statement: true");
  assertEquals(valueOf("3\\neq 3"), "a statement: false");
  assertEquals(valueOf("x^2+y_1=3"), "needs a value for x, y_1");
  assertEquals(valueOf("ax+b"), "needs a value for a, b, x");
});

Deno.test("what has no value says why, at once", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["\\frac{1}{0}", "division by zero"],
    ["1\\div(2-2)", "division by zero"],
    ["0^{-1}", "division by zero"],
    ["9^{9^{9^9}}", "it is larger than 1.8e308, the largest number of 64 bits"],
    ["99999999!", "it is larger than 1.8e308, the largest number of 64 bits"],
    ["\\sqrt{-1}", "it is not a real number"],
    ["1+", "the expression is incomplete"],
    ["(\\log)", "brackets are empty, or a function has no argument"],
    ["\\sin^{-1}()", "brackets are empty, or a function has no argument"],
    ["(1+2", "a bracket is not closed"],
    ["1)", "a bracket closes that was not opened"],
    ["1..2", '"1..2" is not a number'],
    ["\\int x", "integrals are not evaluated"],
    ["1\\pm 2", "± stands for two values"],
    ["1,2", "a list has no single value"],
    ["\\sin", "a function has no argument"],
    ["\\frac{}{2}", "something is missing"],
    ["(0-1)!", "a negative number has no factorial"],
    ["b_{g2(3)}", "a subscript that is not part of a name"],
  ];
  for (const [latex, reason] of cases) assertEquals(valueOf(latex), `no value: ${reason}`, latex);
});

Deno.test("sums and products of whole numbers are as JavaScript has them", () => {
  const number = fc.integer({ min: 0, max: 999 });
  fc.assert(fc.property(number, number, number, (a, b, c) => {
    assertEquals(valueOf(`${a}+${b}\\times ${c}`), valueOf(`${a + b * c}`));
    assertEquals(valueOf(`(${a}+${b})\\times ${c}`), valueOf(`${(a + b) * c}`));
  }));
});

Deno.test("any row of symbols has a value or a reason, and nothing of it is run", () => {
  const label = fc.constantFrom(
    ..."0 1 9 dot + - times div forward_slash ( ) [ ] ascii_124 ! sin log sqrt sum int , = lt x e pi prime infty ldots"
      .split(" "),
  );
  const row = fc.array(label, { maxLength: 12 }).map((labels): RowNode => ({
    kind: "row",
    children: labels.map((name) => ({ kind: "symbol", label: name })),
  }));
  const nested = fc.tuple(row, row, row).map(([a, b, c]): RowNode => ({
    kind: "row",
    children: [
      ...a.children,
      { kind: "fraction", numerator: b, denominator: c },
      {
        kind: "scripts",
        base: a.children[0] ?? { kind: "symbol", label: "x" },
        superscript: c,
        subscript: b,
      },
      { kind: "root", radicand: b },
    ],
  }));
  fc.assert(fc.property(fc.oneof(row, nested), (tree) => {
    const value = evaluate(tree);
    if (value.kind === "number") assertEquals(Number.isFinite(value.value), true);
  }));
});

Deno.test("a symbol's name is a word, whatever it says", () => {
  for (const name of ["6*7", "evaluate", "constructor", "__proto__", "\u001b[2J", "import(1)"]) {
    const tree: RowNode = { kind: "row", children: [{ kind: "symbol", label: name }] };
    assertEquals(evaluate(tree), { kind: "open", variables: [name] });
  }
});

Deno.test("a root with an index is written with it and has no value here", () => {
  assertEquals(toText(parseLatex("\\sqrt[3]{8}+\\sqrt4")), "√[3]8 + √4");
  assertEquals(valueOf("\\sqrt[3]{8}"), "no value: roots with an index are not evaluated");
});
