import { assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { compareLayouts } from "../../lib/assess/compare_layouts.ts";
import { parseLatex, placedSymbols } from "../../lib/expressions/mod.ts";
import { isArithmetic, subsetOf } from "../../lib/assess/subset.ts";
import { anyExpression } from "../expressions/any_expression.ts";

const compare = (read: string, truth: string) => compareLayouts(parseLatex(read), parseLatex(truth));

Deno.test("errors and structure of hand-worked pairs", () => {
  const cases: [string, string, number, boolean][] = [
    ["x^2+1", "x^{2}+1", 0, true],
    ["x^z+1", "x^2+1", 1, true],
    ["X^z+1", "x^2+1", 2, true],
    ["x2+1", "x^2+1", 1, false],
    ["x_2+1", "x^2+1", 1, false],
    ["x^{2+}1", "x^2+1", 1, false],
    ["x^2+", "x^2+1", 1, false],
    ["x^2+11", "x^2+1", 1, false],
    ["\\frac{1}{2}", "\\frac{7}{2}", 1, true],
    ["1-2", "\\frac{1}{2}", 3, false],
    ["\\sqrt{x}y", "\\sqrt{xy}", 1, false],
    ["", "abc", 3, false],
  ];
  for (const [read, truth, errors, sameStructure] of cases) {
    assertEquals(compare(read, truth), { errors, sameStructure }, `${read} for ${truth}`);
  }
});

/** Levenshtein's distance by the textbook's table. */
function byTable(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}

Deno.test("errors are Levenshtein's distance, 0 exactly for the same layout, and symmetric", () => {
  fc.assert(fc.property(anyExpression, anyExpression, (one, other) => {
    const keys = [one, other].map((row) =>
      placedSymbols(row).map(({ place, symbol }) => `${place} ${symbol}`)
    );
    const { errors } = compareLayouts(one, other);
    assertEquals(errors, byTable(keys[0], keys[1]));
    assertEquals(errors, compareLayouts(other, one).errors);
    assertEquals(compareLayouts(one, one), { errors: 0, sameStructure: true });
  }));
});

Deno.test("subsets by the structure an expression has", () => {
  const cases = {
    "a+b=c": "line",
    "x^2": "scripts",
    "\\sum_{i=1}^n i": "scripts",
    "\\frac12": "nested",
    "\\sqrt x": "nested",
  };
  for (const [latex, subset] of Object.entries(cases)) {
    assertEquals(subsetOf(parseLatex(latex)), subset, latex);
  }
});

Deno.test("arithmetic has digits and operators alone, at places that have a value", () => {
  for (const latex of ["1+2=3", "2^{3}\\times(4-1)", "\\frac{1.5}{2}\\div 3"]) {
    assertEquals(isArithmetic(parseLatex(latex)), true, latex);
  }
  for (const latex of ["x+1", "1_2", "1,2", "2!", "\\sqrt{4}", "1<2", ""]) {
    assertEquals(isArithmetic(parseLatex(latex)), false, latex);
  }
});
