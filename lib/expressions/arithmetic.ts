import { type Token, tokensOf } from "./arithmetic_tokens.ts";
import type { RowNode } from "./expression_tree.ts";
import { NoValue } from "./no_value.ts";
import { add, divide, factorial, multiply, negative, power, subtract } from "./operations.ts";
import { operation, type Term } from "./term.ts";

const UNFINISHED = "the expression is incomplete";
const EMPTY = "brackets are empty, or a function has no argument";

/**
 * What a line of an expression without relations is worth, as a term: `2 x ^ {2}` is 2 · x². It is made of the symbols as
 * they stand in the tree; no text is read as a program.
 *
 * @throws {NoValue} where something has no value of its own: integrals, ±, lists, unfinished expressions.
 */
export function arithmetic({ children }: RowNode): Term {
  if (children.length === 0) throw new NoValue("something is missing");
  const tokens = tokensOf(children, arithmetic);
  checkBrackets(tokens);
  return new Line(tokens).term();
}

/** Reads tokens by recursive descent: a sum of products of factors. */
class Line {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** All of it. */
  term(): Term {
    const term = this.#sum();
    if (this.#at < this.#tokens.length) throw new NoValue(UNFINISHED);
    return term;
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  /** Steps over the next token where it is one of these operators. */
  #takes(operators: string): string | undefined {
    const next = this.#next;
    if (next?.kind !== "operator" || !operators.includes(next.sign)) return undefined;
    this.#at++;
    return next.sign;
  }

  #sum(): Term {
    let sum = this.#product(false);
    for (let sign = this.#takes("+-"); sign; sign = this.#takes("+-")) {
      sum = operation(sign === "+" ? add : subtract, sum, this.#product(false));
    }
    return sum;
  }

  /** Factors with or without signs between them. What a function without brackets is of ends before another: sin 2x cos x. */
  #product(ofFunction: boolean): Term {
    let product = this.#signed();
    for (;;) {
      const sign = this.#takes("*/");
      const beside = this.#next?.kind;
      if (sign) product = operation(sign === "*" ? multiply : divide, product, this.#signed());
      else if (beside === "operand" || beside === "open" || beside === "function" && !ofFunction) {
        product = operation(multiply, product, this.#factor());
      } else return product;
    }
  }

  #signed(): Term {
    const sign = this.#takes("+-");
    if (!sign) return this.#factor();
    return sign === "-" ? operation(negative, this.#signed()) : this.#signed();
  }

  #factor(): Term {
    let factor = this.#primary();
    for (; this.#next?.kind === "postfix"; this.#at++) factor = operation(factorial, factor);
    return factor;
  }

  #primary(): Term {
    const token = this.#next, before = this.#tokens[this.#at - 1]?.kind;
    if (token?.kind === "operand") {
      this.#at++;
      return token.term;
    }
    if (token?.kind === "open") return this.#bracketed((inside) => inside);
    if (token?.kind === "function") {
      this.#at++;
      const apply = (argument: Term) => operation(token.of, argument, ...token.more);
      if (this.#next === undefined) throw new NoValue("a function has no argument");
      return this.#next.kind === "open" && !this.#next.bar
        ? this.#bracketed(apply)
        : apply(this.#product(true));
    }
    const empty = token?.kind === "close" && (before === "open" || before === "function");
    throw new NoValue(empty ? EMPTY : UNFINISHED);
  }

  /** A bracket with its function, if it has one before it: of sin(x)² the sine is squared. */
  #bracketed(apply: (inside: Term) => Term): Term {
    this.#at++;
    const inside = apply(this.#sum()), close = this.#next;
    if (close?.kind !== "close") throw new NoValue(UNFINISHED);
    this.#at++;
    const value = close.bar ? operation(Math.abs, inside) : inside;
    return close.power ? operation(power, value, close.power) : value;
  }
}

function checkBrackets(tokens: readonly Token[]): void {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === "open") depth++;
    if (kind === "close" && --depth < 0) throw new NoValue("a bracket closes that was not opened");
  }
  if (depth > 0) throw new NoValue("a bracket is not closed");
}
