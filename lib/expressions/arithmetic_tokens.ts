import type { ExpressionNode, RowNode } from "./expression_tree.ts";
import { NoValue } from "./no_value.ts";
import { divide, logarithm, power } from "./operations.ts";
import { nameTerm, numberTerm, type Operation, operation, type Term, valueOf, variablesOf } from "./term.ts";
import { symbolOf } from "../symbols/mod.ts";

/** One token of a line. */
export type Token =
  /** Something with a value; it can be multiplied with its neighbour without a sign. */
  | { readonly kind: "operand"; readonly term: Term }
  | { readonly kind: "operator"; readonly sign: "+" | "-" | "*" | "/" }
  /** A bracket, or a bar of an absolute value. */
  | { readonly kind: "open"; readonly bar: boolean }
  | { readonly kind: "close"; readonly bar: boolean; readonly power?: Term }
  /** A function of what follows, and of more. */
  | { readonly kind: "function"; readonly of: Operation; readonly more: readonly Term[] }
  | { readonly kind: "postfix" };

/** The term of a line inside another. @throws {NoValue} where it has none. */
type TermOf = (row: RowNode) => Term;

const FUNCTIONS: ReadonlyMap<string, Operation> = new Map([
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
  ["log", logarithm],
]);
const INVERSES: ReadonlyMap<string, Operation> = new Map([
  ["sin", Math.asin],
  ["cos", Math.acos],
  ["tan", Math.atan],
]);

const NO_NAME = "a subscript that is not part of a name";

/**
 * The tokens of a line: digits beside each other are one number, bars | open and close by turns.
 *
 * @throws {NoValue} where a symbol has no value.
 */
export function tokensOf(nodes: readonly ExpressionNode[], termOf: TermOf): Token[] {
  const tokens: Token[] = [];
  let bars = 0;
  for (let i = 0; i < nodes.length; i++) {
    const number = numberAt(nodes, i);
    if (number) {
      const raised = nodes[i + number.length - 1];
      const value = numberTerm(number.value);
      tokens.push({
        kind: "operand",
        term: raised.kind === "scripts" ? raisedTo(value, raised, termOf) : value,
      });
      i += number.length - 1;
      continue;
    }
    const node = nodes[i];
    const base = node.kind === "scripts" ? node.base : node;
    if (base.kind === "symbol" && symbolOf(base.label).token === "bar") {
      const opens = bars++ % 2 === 0;
      if (opens && node.kind === "scripts") throw new NoValue("a bar that opens has a script");
      tokens.push(
        opens ? { kind: "open", bar: true } : { kind: "close", bar: true, power: powerOf(node, termOf) },
      );
    } else tokens.push(tokenOfNode(node, termOf));
  }
  if (bars % 2) throw new NoValue("a bar | has no partner");
  return tokens;
}

/** Digits and a point beside each other from `start` on; only the last may have a power. */
function numberAt(
  nodes: readonly ExpressionNode[],
  start: number,
): { value: number; length: number } | undefined {
  let text = "", length = 0;
  for (let i = start; i < nodes.length; i++) {
    const node = nodes[i];
    const base = node.kind === "scripts" && !node.subscript ? node.base : node;
    if (base.kind !== "symbol" || !/^(\d|dot)$/.test(base.label)) break;
    text += base.label === "dot" ? "." : base.label;
    length++;
    if (node.kind === "scripts") break;
  }
  if (length === 0) return undefined;
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) throw new NoValue(`"${text}" is not a number`);
  return { value: Number(text), length };
}

function tokenOfNode(node: ExpressionNode, termOf: TermOf): Token {
  switch (node.kind) {
    case "row":
      return { kind: "operand", term: termOf(node) };
    case "fraction":
      return { kind: "operand", term: operation(divide, termOf(node.numerator), termOf(node.denominator)) };
    case "root":
      if (node.index) throw new NoValue("roots with an index are not evaluated");
      return { kind: "operand", term: operation(Math.sqrt, termOf(node.radicand)) };
    case "symbol":
      return tokenOfSymbol(node.label);
    case "scripts":
      return tokenWithScripts(node, termOf);
    default:
      throw new Error(`unknown node: ${node satisfies never}`);
  }
}

function tokenOfSymbol(label: string): Token {
  const { token, operator, noValue } = symbolOf(label), of = FUNCTIONS.get(label);
  if (operator) return { kind: "operator", sign: operator };
  if (of) return { kind: "function", of, more: [] };
  if (token === "open" || token === "close") return { kind: token, bar: false };
  if (token === "factorial") return { kind: "postfix" };
  if (token === "letter" && noValue === undefined) return { kind: "operand", term: nameTerm(label) };
  throw new NoValue(noValue ?? `${label} has no value here`);
}

type Scripts = ExpressionNode & { kind: "scripts" };

function tokenWithScripts(node: Scripts, termOf: TermOf): Token {
  const { base, subscript } = node;
  if (base.kind === "symbol") {
    const { label } = base;
    if (FUNCTIONS.has(label)) return functionOf(label, node, termOf);
    if (symbolOf(label).token === "close" && !subscript) {
      return { kind: "close", bar: false, power: powerOf(node, termOf) };
    }
    if (subscript && symbolOf(label).token === "letter") {
      const name = nameTerm(`${label}_${subscript.children.map(nameOf).join("")}`);
      return {
        kind: "operand",
        term: node.superscript ? raisedTo(name, { ...node, subscript: undefined }, termOf) : name,
      };
    }
  }
  const token = tokenOfNode(base, termOf);
  if (subscript) throw new NoValue(NO_NAME);
  if (token.kind !== "operand") throw new NoValue("a power without a base");
  return { kind: "operand", term: raisedTo(token.term, node, termOf) };
}

/** The name of a letter or digit in an index; anything else is an expression of its own. */
function nameOf(node: ExpressionNode): string {
  if (node.kind === "symbol" && /^\w+$/.test(node.label)) return node.label;
  throw new NoValue(NO_NAME);
}

function raisedTo(base: Term, node: Scripts, termOf: TermOf): Term {
  return operation(power, base, powerOf(node, termOf)!);
}

/** The exponent of a node; undefined if it has no scripts. */
function powerOf(node: ExpressionNode, termOf: TermOf): Term | undefined {
  if (node.kind !== "scripts") return undefined;
  if (node.subscript) throw new NoValue(NO_NAME);
  return termOf(node.superscript ?? { kind: "row", children: [] });
}

function functionOf(label: string, { subscript, superscript }: Scripts, termOf: TermOf): Token {
  if (label === "log" && subscript && !superscript) {
    return { kind: "function", of: logarithm, more: [termOf(subscript)] };
  }
  if (subscript) throw new NoValue(`${label} with a subscript`);
  const inverse = INVERSES.get(label), exponent = superscript && termOf(superscript);
  if (inverse && exponent && variablesOf(exponent).length === 0 && valueOf(exponent) === -1) {
    return { kind: "function", of: inverse, more: [] };
  }
  throw new NoValue(`a power of ${label} is written without brackets around its argument`);
}
