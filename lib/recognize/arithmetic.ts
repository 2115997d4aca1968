import type { ExpressionNode, RowNode } from "./expression_tree.ts";
import { tokenClass } from "./token_class.ts";

/** An expression has no value that can be computed; the message says why. */
export class NoValue extends Error {
  /** Always "NoValue". */
  override readonly name = "NoValue";
}

/** One token of a line as mathjs writes it; an operand can be multiplied with its neighbour without a sign. */
interface Token {
  readonly text: string;
  readonly kind: "operand" | "operator" | "open" | "close" | "function" | "postfix";
}

const OPERATORS: ReadonlyMap<string, string> = new Map(Object.entries({
  "+": "+",
  "-": "-",
  "times": "*",
  "div": "/",
  "forward_slash": "/",
}));

const OPENING = "([{", CLOSING = ")]}";

/** Logarithms without a base are to base 10, as on a calculator. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map(Object.entries({
  sin: "sin",
  cos: "cos",
  tan: "tan",
  log: "log10",
}));
const INVERSES: ReadonlyMap<string, string> = new Map(
  Object.entries({ sin: "asin", cos: "acos", tan: "atan" }),
);

/**
 * A line of an expression without relations, in the syntax of mathjs: `2 x ^ {2}` becomes `2*(x)^(2)`.
 *
 * @throws NoValue where something has no value of its own: integrals, ±, lists, unfinished expressions.
 */
export function arithmetic({ children }: RowNode): string {
  if (children.length === 0) throw new NoValue("something is missing");
  const tokens = tokensOf(children);
  checkBrackets(tokens);
  let text = "", pending = 0;
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    const ends = before &&
      (before.kind === "operand" || before.kind === "close" || before.kind === "postfix");
    const starts = token.kind === "operand" || token.kind === "open" || token.kind === "function";
    // The argument of a function without brackets goes on to the next sign or function: sin 2x + 1.
    if (
      pending > 0 &&
      (token.kind === "close" || ends && (token.kind === "function" || "+-".includes(token.text)))
    ) {
      text += ")".repeat(pending), pending = 0;
    }
    if (ends && starts) text += "*";
    if (token.kind === "function") {
      if (i === tokens.length - 1) throw new NoValue("a function has no argument");
      text += token.text;
      const bracketed = tokens[i + 1].kind === "open";
      if (!bracketed) text += "(", pending++;
    } else text += token.text;
  });
  text += ")".repeat(pending);
  if (text.includes("()")) throw new NoValue("brackets are empty, or a function has no argument");
  return text;
}

function tokensOf(nodes: readonly ExpressionNode[]): Token[] {
  const tokens: Token[] = [];
  let bars = 0;
  for (let i = 0; i < nodes.length; i++) {
    const number = numberAt(nodes, i);
    if (number) {
      const raised = nodes[i + number.length - 1];
      const power = raised.kind === "scripts" ? `^(${powerOf(raised.superscript)})` : "";
      tokens.push({ text: power ? `(${number.text})${power}` : number.text, kind: "operand" });
      i += number.length - 1;
      continue;
    }
    const node = nodes[i];
    const base = node.kind === "scripts" ? node.base : node;
    if (base.kind === "symbol" && base.label === "ascii_124") {
      const opens = bars % 2 === 0;
      bars++;
      tokens.push(opens ? { text: "abs(", kind: "open" } : { text: ")" + raisedTo(node), kind: "close" });
      if (opens && node.kind === "scripts") throw new NoValue("a bar that opens has a script");
    } else tokens.push(...tokensOfNode(node));
  }
  if (bars % 2) throw new NoValue("a bar | has no partner");
  return tokens;
}

/** Digits and a point beside each other from `start` on; only the last may have a power. */
function numberAt(
  nodes: readonly ExpressionNode[],
  start: number,
): { text: string; length: number } | undefined {
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
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) throw new NoValue(`"${text}" is no number`);
  return { text, length };
}

function tokensOfNode(node: ExpressionNode): Token[] {
  switch (node.kind) {
    case "row":
      return [{ text: `(${arithmetic(node)})`, kind: "operand" }];
    case "fraction":
      return [{
        text: `((${arithmetic(node.numerator)})/(${arithmetic(node.denominator)}))`,
        kind: "operand",
      }];
    case "root":
      return [{ text: `sqrt(${arithmetic(node.radicand)})`, kind: "operand" }];
    case "symbol":
      return [tokenOf(node.label)];
    case "scripts":
      return scripted(node);
    default:
      throw new Error(`unknown node: ${node satisfies never}`);
  }
}

function tokenOf(label: string): Token {
  const operator = OPERATORS.get(label);
  if (operator) return { text: operator, kind: "operator" };
  if (OPENING.includes(label)) return { text: "(", kind: "open" };
  if (CLOSING.includes(label)) return { text: ")", kind: "close" };
  if (label === "!") return { text: "!", kind: "postfix" };
  const name = FUNCTIONS.get(label);
  if (name) return { text: name, kind: "function" };
  if (tokenClass(label) === "letter") return { text: label, kind: "operand" };
  throw new NoValue(UNVALUED.get(label) ?? `${label} has no value here`);
}

const UNVALUED: ReadonlyMap<string, string> = new Map(Object.entries({
  "int": "integrals are not evaluated",
  "sum": "sums over an index are not evaluated",
  "lim": "limits are not evaluated",
  "pm": "± stands for two values",
  ",": "a list has no single value",
  "infty": "infinity is no number",
  "ldots": "an ellipsis leaves something out",
  "prime": "a prime has no value",
  "in": "sets have no value",
  "forall": "a statement with ∀ has no value",
  "exists": "a statement with ∃ has no value",
}));

function scripted({ base, subscript, superscript }: ExpressionNode & { kind: "scripts" }): Token[] {
  if (base.kind === "symbol") {
    const { label } = base;
    if (FUNCTIONS.has(label)) return [functionOf(label, subscript, superscript)];
    if (CLOSING.includes(label) && !subscript) {
      return [{ text: `)^(${powerOf(superscript)})`, kind: "close" }];
    }
    if (subscript && tokenClass(label) === "letter") {
      const name = `${label}_${subscript.children.map(nameOf).join("")}`;
      return [{ text: superscript ? `(${name})^(${powerOf(superscript)})` : name, kind: "operand" }];
    }
  }
  const [token] = tokensOfNode(base);
  if (subscript) throw new NoValue("a subscript that is no part of a name");
  if (token.kind !== "operand") throw new NoValue("a power without a base");
  return [{ text: `(${token.text})^(${powerOf(superscript)})`, kind: "operand" }];
}

/** A letter or digit of an index; anything else would be taken for arithmetic, an opening bracket for a call. */
function nameOf(node: ExpressionNode): string {
  if (node.kind === "symbol" && /^\w+$/.test(node.label)) return node.label;
  throw new NoValue("a subscript that is no part of a name");
}

function raisedTo(node: ExpressionNode): string {
  if (node.kind !== "scripts") return "";
  if (node.subscript) throw new NoValue("a subscript that is no part of a name");
  return `^(${powerOf(node.superscript)})`;
}

function powerOf(superscript: RowNode | undefined): string {
  return arithmetic(superscript ?? { kind: "row", children: [] });
}

function functionOf(label: string, base: RowNode | undefined, power: RowNode | undefined): Token {
  if (label === "log" && base && !power) {
    return { text: `(1/log10(${arithmetic(base)}))*log10`, kind: "function" };
  }
  if (base) throw new NoValue(`${label} with a subscript`);
  if (power && arithmetic(power) === "-1" && INVERSES.has(label)) {
    return { text: INVERSES.get(label)!, kind: "function" };
  }
  throw new NoValue(`a power of ${label} is written without brackets around its argument`);
}

function checkBrackets(tokens: readonly Token[]): void {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === "open") depth++;
    if (kind === "close" && --depth < 0) throw new NoValue("a bracket closes that was not opened");
  }
  if (depth > 0) throw new NoValue("a bracket is not closed");
}
