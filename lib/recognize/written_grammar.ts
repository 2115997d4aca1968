import type { Grammar } from "./grammar.ts";
import { classSize, TOKEN_CLASSES, type TokenClass, tokenClass } from "./token_class.ts";

/** How likely a class is where nothing forbids it, as weights. */
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

/** What may stand at the beginning of an operand. */
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
/** What wants an operand after it. */
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

/** Factor on what is against the grammar of arithmetic: handwriting is misread more often than it breaks it. */
const AGAINST = 0.01;

/** How likely a class is after another, or at the beginning of a line. */
function weightOf(before: TokenClass | undefined, next: TokenClass): number {
  const usual = USUAL[next];
  if (next === "prime") return before === undefined || before === "prime" ? usual : usual * AGAINST;
  if (before === undefined) {
    if (next === "sign" || next === "quantifier") return usual;
    return OPERAND.includes(next) ? usual : usual * AGAINST;
  }
  if (WANTING.includes(before)) {
    if (OPERAND.includes(next)) return usual;
    const signed = next === "sign" && before !== "sign" && before !== "times";
    return signed || next === "quantifier" && before === "comma" ? usual * 0.3 : usual * AGAINST;
  }
  if (next === "digit") {
    // A factor that is a number comes first.
    return before === "digit" || before === "dot" ? usual * 1.5 : usual * 0.1;
  }
  if (next === "dot") return before === "digit" ? usual : usual * 0.2;
  return usual;
}

const STARTS_SCRIPT: Readonly<Partial<Record<TokenClass, readonly [sup: number, sub: number]>>> = {
  letter: [0.12, 0.15],
  digit: [0.06, 0.01],
  close: [0.12, 0.03],
  bar: [0.03, 0.03],
  function: [0.1, 0.05],
  big: [0.6, 0.7],
  lim: [0.001, 0.9],
};

/**
 * A grammar of arithmetic and algebra written by hand, for models trained without expressions: operands and operators
 * take turns, brackets and operators want something after them, which symbols have scripts.
 */
export function writtenGrammar(): Grammar {
  const totals = new Map<TokenClass | undefined, number>();
  const total = (before: TokenClass | undefined) => {
    let sum = totals.get(before);
    if (sum === undefined) {
      sum = endWeight(before) + TOKEN_CLASSES.reduce((a, next) => a + weightOf(before, next), 0);
      totals.set(before, sum);
    }
    return sum;
  };
  return {
    follows(previous, next) {
      const before = previous === undefined ? undefined : tokenClass(previous), kind = tokenClass(next);
      return Math.log(weightOf(before, kind) / total(before) / classSize(kind));
    },
    ends(last) {
      const before = tokenClass(last);
      return Math.log(endWeight(before) / total(before));
    },
    opens(label, region) {
      if (region !== "sup" && region !== "sub") return 0;
      return Math.log(STARTS_SCRIPT[tokenClass(label)]?.[region === "sup" ? 0 : 1] ?? 0.002);
    },
  };
}

/** How likely a line is to end after a class; an empty line never is. */
function endWeight(before: TokenClass | undefined): number {
  if (before === undefined) return 0;
  return 12 * (WANTING.includes(before) ? AGAINST : 1);
}
