import type { Random } from "../random/mod.ts";
import type { ExpressionNode, RowNode } from "../expressions/mod.ts";
import { symbolName } from "../symbols/mod.ts";
import type { Subset } from "./subset.ts";

/** A sum or difference of two or three numbers: plain, with powers, or with fractions too. */
export function randomArithmetic(subset: Subset, random: Random): RowNode {
  const terms = 2 + below(2, random), special = below(terms, random);
  const children = Array.from({ length: terms }, (_, i) => [
    ...(i === 0 ? [] : [symbol(oneOf("+-", random))]),
    ...term(i === special ? subset : "line", random),
  ]).flat();
  return row(children);
}

function term(subset: Subset, random: Random): ExpressionNode[] {
  switch (subset) {
    case "line":
      return number(random);
    case "scripts":
      return power(random);
    case "nested":
      return [{
        kind: "fraction",
        numerator: row([
          ...number(random),
          ...(random() < 0.3 ? [symbol(oneOf("+-", random)), ...number(random)] : []),
        ]),
        denominator: row(random() < 0.3 ? power(random) : number(random)),
      }];
    default:
      throw new Error(`unknown subset: ${subset satisfies never}`);
  }
}

/** One to three digits, the first not 0; one number in five also has a decimal. */
function number(random: Random): ExpressionNode[] {
  const digits = oneOf("123456789", random) +
    Array.from({ length: below(3, random) }, () => oneOf("0123456789", random)).join("");
  const decimal = random() < 0.2 ? `.${oneOf("123456789", random)}` : "";
  return [...digits + decimal].map(symbol);
}

function power(random: Random): ExpressionNode[] {
  const base = number(random);
  const superscript = row([symbol(oneOf("23456789", random))]);
  return [...base.slice(0, -1), { kind: "scripts", base: base.at(-1)!, superscript }];
}

function row(children: readonly ExpressionNode[]): RowNode {
  return { kind: "row", children };
}

function symbol(character: string): ExpressionNode {
  return { kind: "symbol", label: symbolName(character) };
}

function below(n: number, random: Random): number {
  return Math.floor(n * random());
}

function oneOf(characters: string, random: Random): string {
  return characters[below(characters.length, random)];
}
