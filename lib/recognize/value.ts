import { all, create, type MathNode } from "mathjs/number";
import { arithmetic, NoValue } from "./arithmetic.ts";
import type { ExpressionNode, RowNode } from "./expression_tree.ts";

/** What an expression is worth. */
export type Value =
  | { readonly kind: "number"; readonly value: number; /** 12 significant digits. */ readonly text: string }
  /** A statement of relations between numbers. */
  | { readonly kind: "statement"; readonly holds: boolean }
  /** It depends on variables. */
  | { readonly kind: "open"; readonly variables: readonly string[] }
  | { readonly kind: "none"; readonly reason: string };

const math = create(all, {});

/** The comparisons of mathjs by label; numbers equal to 12 digits count as equal. */
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

/** Numbers that letters stand for. */
const CONSTANTS = { pi: Math.PI, e: Math.E };

/**
 * The value of an expression, by mathjs's own parser over a syntax tree of numbers: nothing of it is run as a program,
 * and all numbers are of 64 bits, so that neither 9^9^9^9 nor a great factorial takes long.
 */
export function evaluate(tree: RowNode): Value {
  try {
    const { sides, relations } = splitAtRelations(tree);
    const parsed = sides.map((side) => math.parse(arithmetic(side)));
    const variables = [...new Set(parsed.flatMap(namesIn))].sort();
    if (variables.length > 0) return { kind: "open", variables };
    const values = parsed.map(numberOf);
    if (relations.length === 0) {
      return { kind: "number", value: values[0], text: math.format(values[0], { precision: 12 }) };
    }
    return { kind: "statement", holds: relations.every((compare, i) => compare(values[i], values[i + 1])) };
  } catch (error) {
    if (error instanceof NoValue) return { kind: "none", reason: error.message };
    if (error instanceof SyntaxError) return { kind: "none", reason: "it is no complete expression" };
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

function namesIn(node: MathNode): string[] {
  const names: string[] = [];
  node.traverse((inner, _path, parent) => {
    const { name } = inner as MathNode & { name?: string };
    const called = parent && "fn" in parent && (parent as { fn: unknown }).fn === inner;
    if (inner.type === "SymbolNode" && !called && !(name! in CONSTANTS)) names.push(name!);
  });
  return names;
}

function numberOf(node: MathNode): number {
  node.traverse((inner) => {
    const { op, args } = inner as MathNode & { op?: string; args?: MathNode[] };
    const zero = (part: MathNode) => part.evaluate({ ...CONSTANTS }) === 0;
    if (op === "/" && zero(args![1])) throw new NoValue("division by zero");
    if (op === "^" && zero(args![0]) && args![1].evaluate({ ...CONSTANTS }) < 0) {
      throw new NoValue("division by zero");
    }
  });
  const value: unknown = node.evaluate({ ...CONSTANTS });
  if (typeof value !== "number") throw new NoValue("it is no number");
  if (Number.isNaN(value)) throw new NoValue("it is no real number");
  if (!Number.isFinite(value)) {
    throw new NoValue("it is greater than the greatest number of 64 bits, 1.8e308");
  }
  // What rounding leaves of a zero, as of sin π.
  return Math.abs(value) < 1e-15 ? 0 : value;
}
