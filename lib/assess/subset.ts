import { placedSymbols, type RowNode } from "../expressions/mod.ts";

/** How much structure an expression has: each holds what those before hold, and something more. */
export type Subset = "line" | "scripts" | "nested";

/** What the subsets are called in tables. */
export const SUBSETS: Readonly<Record<Subset, string>> = {
  line: "one line",
  scripts: "with scripts or limits",
  nested: "with fractions or roots",
};

/** The subset of an expression: fractions or roots, else scripts (limits of sums are), else one line. */
export function subsetOf(row: RowNode): Subset {
  const places = placedSymbols(row).map(({ place, symbol }) => symbol === "\\sqrt" ? "i" : place).join("");
  if (/[abin]/.test(places)) return "nested";
  return places === "" ? "line" : "scripts";
}

const ARITHMETIC = new Set("0 1 2 3 4 5 6 7 8 9 . + - \\times \\div = ( ) \\frac".split(" "));

/** Whether an expression is of digits, + − × ÷ = and parentheses, fractions and powers, and so has a value. */
export function isArithmetic(row: RowNode): boolean {
  return row.children.length > 0 &&
    placedSymbols(row).every(({ place, symbol }) => ARITHMETIC.has(symbol) && /^[ab^]*$/.test(place));
}
