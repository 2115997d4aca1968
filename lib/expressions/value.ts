import { format } from "mathjs/number";
import { arithmetic } from "./arithmetic.ts";
import type { ExpressionNode, RowNode } from "./expression_tree.ts";
import { NoValue } from "./no_value.ts";
import { type Term, valueOf, variablesOf } from "./term.ts";

/** The value of an expression. */
export type Value =
  | { readonly kind: "number"; readonly value: number; /** 12 significant digits. */ readonly text: string }
  /** A statement of relations between numbers. */
  | { readonly kind: "statement"; readonly holds: boolean }
  /** It depends on variables. */
  | { readonly kind: "open"; readonly variables: readonly string[] }
  | { readonly kind: "none"; readonly reason: string };

/** The comparisons by label; numbers equal to 12 digits count as equal. */
const COMPARISONS: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map(Object.entries({
  "=": equal,
  "neq": (a, b) => !equal(a, b),
  "lt": (a, b) => a < b && !equal(a, b),
  "gt": (a, b) => a > b && !equal(a, b),
  "leq": (a, b) => a <= b || equal(a, b),
  "geq": (a, b) => a >= b || equal(a, b),
}));

function equal(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * The value of an expression, computed from its tree with 64-bit numbers. Nothing is run as a program, whatever the
 * symbols are called.
 */
export function evaluate(tree: RowNode): Value {
  try {
    const { sides, relations } = splitAtRelations(tree);
    const terms = sides.map(arithmetic);
    const variables = [...new Set(terms.flatMap(variablesOf))].sort();
    if (variables.length > 0) return { kind: "open", variables };
    const values = terms.map(numberOf);
    if (relations.length === 0) {
      return { kind: "number", value: values[0], text: format(values[0], { precision: 12 }) };
    }
    return { kind: "statement", holds: relations.every((compare, i) => compare(values[i], values[i + 1])) };
  } catch (error) {
    if (error instanceof NoValue) return { kind: "none", reason: error.message };
    throw error;
  }
}

/** A value in words. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case "number":
      return value.text;
    case "statement":
      return `a statement: ${value.holds}`;
    case "open":
      return `needs a value for ${value.variables.join(", ")}`;
    case "none":
      return `no value: ${value.reason}`;
    default:
      throw new Error(`unknown value: ${value satisfies never}`);
  }
}

function splitAtRelations({ children }: RowNode) {
  const sides: ExpressionNode[][] = [[]], relations: ((a: number, b: number) => boolean)[] = [];
  for (const node of children) {
    const compare = node.kind === "symbol" ? COMPARISONS.get(node.label) : undefined;
    if (compare) relations.push(compare), sides.push([]);
    else sides.at(-1)!.push(node);
  }
  if (relations.length > 0 && sides.at(-1)!.length === 0) sides.pop(), relations.pop();
  return { sides: sides.map((nodes): RowNode => ({ kind: "row", children: nodes })), relations };
}

function numberOf(term: Term): number {
  const value = valueOf(term);
  if (Number.isNaN(value)) throw new NoValue("it is not a real number");
  if (!Number.isFinite(value)) {
    throw new NoValue("it is larger than 1.8e308, the largest number of 64 bits");
  }
  // A zero with a rounding error, as in sin π.
  return Math.abs(value) < 1e-15 ? 0 : value;
}
