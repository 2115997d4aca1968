import type { Grammar } from "./grammar.ts";
import { type Region, startOf } from "./region.ts";
import { remembered } from "../remembered.ts";
import { classSize, symbolOf, TOKEN_CLASSES, type TokenClass } from "../../symbols/mod.ts";

/** Weight of a class where nothing forbids it. */
const USUAL: Readonly<Record<TokenClass, number>> = {
  digit: 30,
  letter: 30,
  sign: 12,
  relation: 8,
  times: 4,
  open: 6,
  close: 6,
  bar: 2,
  comma: 3,
  dot: 2,
  dots: 1,
  function: 3,
  big: 1.5,
  lim: 0.7,
  root: 3,
  fraction: 6,
  prime: 1,
  factorial: 0.7,
  quantifier: 0.3,
  infinity: 1,
};

/** Classes that may begin an operand. */
const OPERAND: readonly TokenClass[] = [
  "digit",
  "letter",
  "open",
  "bar",
  "function",
  "big",
  "lim",
  "root",
  "fraction",
  "infinity",
  "dots",
];
/** Classes that need an operand after them. */
const WANTING: readonly TokenClass[] = [
  "sign",
  "relation",
  "times",
  "open",
  "comma",
  "function",
  "big",
  "lim",
  "quantifier",
];

/** Factor for what breaks the grammar of arithmetic: handwriting is misread more often than it breaks it. */
const AGAINST = 0.01;

/** Weights of the classes that begin a script: exponents and indices are short and simple. */
const SCRIPT_STARTS: Readonly<Record<"sup" | "sub", Readonly<Partial<Record<TokenClass, number>>>>> = {
  sup: { digit: 60, letter: 28, sign: 4, fraction: 3, infinity: 2, prime: 2, open: 1 },
  sub: { digit: 46, letter: 52, function: 1, open: 0.5, sign: 0.5 },
};

/** Factors on a letter after an operand, since sums are more usual than products, and on a digit after a letter. */
const PRODUCT = 0.6, COEFFICIENT = 0.05;

/** How likely a line is to end after an operand. */
const END_WEIGHT = 50;

/** How likely a class is after another, or at the beginning of a line. */
function weightOf(before: TokenClass | undefined, next: TokenClass, region: Region | undefined): number {
  const usual = USUAL[next];
  if (before === undefined) {
    if (region === "sup" || region === "sub") return SCRIPT_STARTS[region][next] ?? usual * AGAINST;
    if (next === "sign" || next === "quantifier") return usual;
    return OPERAND.includes(next) ? usual : usual * AGAINST;
  }
  if (next === "prime") return before === "prime" ? usual : usual * AGAINST;
  if (WANTING.includes(before)) {
    if (OPERAND.includes(next)) return usual;
    const signed = next === "sign" && before !== "sign" && before !== "times";
    return signed || next === "quantifier" && before === "comma" ? usual * 0.3 : usual * AGAINST;
  }
  if (next === "digit") {
    // A numeric factor comes first.
    return before === "digit" || before === "dot" ? usual : usual * COEFFICIENT;
  }
  if (next === "dot") return before === "digit" ? usual : usual * 0.2;
  if (next === "letter") return usual * PRODUCT;
  return usual;
}

const STARTS_SCRIPT: Readonly<Partial<Record<TokenClass, readonly [sup: number, sub: number]>>> = {
  letter: [0.15, 0.14],
  digit: [0.03, 0.002],
  close: [0.16, 0.01],
  bar: [0.02, 0.01],
  function: [0.09, 0.1],
  big: [0.88, 0.88],
  lim: [0.001, 0.98],
};

/**
 * A grammar of arithmetic and algebra written by hand, for models trained without expressions: operands and operators
 * take turns, brackets and operators want something after them, which symbols have scripts and what these begin with.
 */
export function writtenGrammar(): Grammar {
  const total = (before: TokenClass | undefined, region: Region | undefined) =>
    TOKEN_CLASSES.reduce((a, next) => a + weightOf(before, next, region), before ? endWeight(before) : 0);
  const after = remembered((_: string, before: TokenClass | undefined, region: Region | undefined) => {
    const sum = total(before, region);
    return remembered((next: TokenClass) => Math.log(weightOf(before, next, region) / sum / classSize(next)));
  });
  const ending = remembered((before: TokenClass) => Math.log(endWeight(before) / total(before, undefined)));
  return {
    follows(previous, next, region) {
      const before = previous === undefined ? undefined : symbolOf(previous).token;
      return after(before ?? startOf(region), before, region)(symbolOf(next).token);
    },
    ends(last) {
      return ending(symbolOf(last).token);
    },
    opens(label, region) {
      if (region !== "sup" && region !== "sub") return 0;
      return Math.log(STARTS_SCRIPT[symbolOf(label).token]?.[region === "sup" ? 0 : 1] ?? 0.002);
    },
  };
}

function endWeight(before: TokenClass): number {
  return END_WEIGHT * (WANTING.includes(before) ? AGAINST : 1);
}
