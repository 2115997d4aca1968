import { assertAlmostEquals, assertEquals } from "@std/assert";
import { learnedGrammar } from "../../lib/recognize/layout/learned_grammar.ts";
import { writtenGrammar } from "../../lib/recognize/mod.ts";
import { classSize, symbolOf, TOKEN_CLASSES } from "../../lib/symbols/mod.ts";

const near = (got: number, expected: number) => assertAlmostEquals(got, expected, 1e-9);

/** a+b ninety times, 1 ten times: letters, a sign and a digit. */
const COUNTS = {
  follows: { "^": { a: 90, "1": 10 }, a: { "+": 90 }, "+": { b: 90 }, b: { $: 90 }, "1": { $: 10 } },
  scripts: { a: [90, 9, 0], "+": [90, 0, 0], b: [90, 0, 18], "1": [10, 0, 0] },
} as const;

/** How much rarer than one symbol in a hundred it is: 2.8 of the 280 seen, five more pretended of each. */
const rarity = (count: number) => Math.log((count + 5) / 7.8);

Deno.test("the learned grammar's probabilities, worked by hand: pairs seen, classes for the rest, rarity taken out", () => {
  const grammar = learnedGrammar(COUNTS);
  assertEquals(TOKEN_CLASSES.length, 20);
  // After +: b, 90 of 90 times, of one kind, trusted 90/93; else a letter (90 of 90) of 60, of which b is 90 of 180.
  const letterAfterSign = (90 + 0.3) / (90 + 0.3 * 26);
  const b = 90 / 93 + 3 / 93 * letterAfterSign * (90 + 5) / (180 + 5 * 60);
  near(grammar.follows("+", "b", undefined), 0.6 * Math.log(b) - 0.7 * rarity(90));
  const c = 3 / 93 * letterAfterSign * 5 / (180 + 5 * 60);
  near(grammar.follows("+", "c", undefined), 0.6 * Math.log(c) - 0.7 * rarity(0));
  // Nothing was seen after −, whose class was: a digit after a sign never was, 1 is ten of ten digits.
  const one = 0.3 / (90 + 0.3 * 26) * (10 + 5) / (10 + 5 * 10);
  near(grammar.follows("-", "1", undefined), 0.6 * Math.log(one) - 0.7 * rarity(10));
  // At the beginning: two kinds.
  const digit = 100 / 106 * 10 / 100 + 6 / 106 * (10 + 0.3) / (100 + 0.3 * 26) * (10 + 5) / (10 + 5 * 10);
  near(grammar.follows(undefined, "1", undefined), 0.6 * Math.log(digit) - 0.7 * rarity(10));
  // The end is no symbol: it has no rarity, and is alone in its class.
  const end = 90 / 93 + 3 / 93 * (90 + 0.3) / (180 + 0.3 * 26);
  near(grammar.ends("b"), 0.6 * Math.log(end));
  // A line of a region not seen begins as its class does: nothing known.
  near(
    grammar.follows(undefined, "1", "sup"),
    0.6 * Math.log(0.3 / (0.3 * 26) * (10 + 5) / (10 + 5 * 10)) - 0.7 * rarity(10),
  );
});

Deno.test("the classifier knows a fraction bar and a minus as one: they are as rare as both together", () => {
  const counts = {
    follows: { "^": { "-": 20, fraction: 60 }, "-": { $: 20 }, fraction: { $: 60 } },
    scripts: { "-": [20, 0, 0], fraction: [60, 0, 0] },
  } as const;
  const grammar = learnedGrammar(counts), plain = learnedGrammar(counts, 0);
  const both = 0.7 * Math.log((80 + 5) / (0.8 + 5));
  near(plain.follows(undefined, "-", undefined), -both);
  near(plain.follows(undefined, "fraction", undefined), -both);
  near(plain.ends("-"), 0);
  // Of one of them alone, the other is no rarer.
  for (const [label, count] of [["-", 20], ["fraction", 60]] as const) {
    near(
      learnedGrammar({ follows: {}, scripts: { [label]: [count, 0, 0] } }, 0).follows(
        undefined,
        "-",
        undefined,
      ),
      -0.7 * Math.log((count + 5) / (count / 100 + 5)),
    );
  }
  assertEquals(
    grammar.follows(undefined, "fraction", undefined) > grammar.follows(undefined, "-", undefined),
    true,
  );
});

Deno.test("scripts of a symbol: as often as it was seen with them, ten more times as its class has them", () => {
  const grammar = learnedGrammar(COUNTS);
  // Letters: 9 superscripts and 18 subscripts of 180; half a time more each, of ten more.
  const sup = (9 + 0.5) / (180 + 10), sub = (18 + 0.5) / (180 + 10);
  near(grammar.opens("a", "sup"), Math.log((9 + 10 * sup) / (90 + 10)));
  near(grammar.opens("b", "sub"), Math.log((18 + 10 * sub) / (90 + 10)));
  near(grammar.opens("z", "sub"), Math.log(10 * sub / 10));
  near(grammar.opens("z", "sup"), Math.log(10 * sup / 10));
  near(grammar.opens("(", "sub"), Math.log(0.5 / 10));
  for (const region of ["above", "below", "inside"] as const) assertEquals(grammar.opens("sqrt", region), 0);
});

/** A label of each class, and how usual the class is by the hand that wrote the grammar. */
const USUAL: Readonly<Record<string, readonly [label: string, weight: number, size: number]>> = {
  digit: ["7", 30, 10],
  letter: ["x", 30, 60],
  sign: ["+", 12, 3],
  relation: ["=", 8, 10],
  times: ["times", 4, 3],
  open: ["(", 6, 3],
  close: [")", 6, 3],
  bar: ["ascii_124", 2, 1],
  comma: [",", 3, 1],
  dot: ["dot", 2, 1],
  dots: ["ldots", 1, 1],
  function: ["sin", 3, 4],
  big: ["sum", 1.5, 2],
  lim: ["lim", 0.7, 1],
  root: ["sqrt", 3, 1],
  fraction: ["fraction", 6, 1],
  prime: ["prime", 1, 1],
  factorial: ["!", 0.7, 1],
  quantifier: ["forall", 0.3, 2],
  infinity: ["infty", 1, 1],
};

/** What stands at the beginning of an operand. */
const OPERANDS = "digit letter open bar function big lim root fraction infinity dots".split(" ");

/** Weights of all classes after one, the end's last; each grammar rule on its own line. */
function expected(weights: (kind: string, usual: number) => number, end: number) {
  const all = Object.entries(USUAL).map(([kind, [label, usual, size]]) => ({
    label,
    weight: weights(kind, usual),
    size,
  }));
  const total = all.reduce((sum, { weight }) => sum + weight, end);
  return {
    all: all.map(({ label, weight, size }) => [label, Math.log(weight / total / size)] as const),
    total,
  };
}

function check(
  before: string | undefined,
  region: "sup" | "sub" | undefined,
  rule: ReturnType<typeof expected>,
) {
  const grammar = writtenGrammar();
  for (const [label, value] of rule.all) near(grammar.follows(before, label, region), value);
}

Deno.test("classes hold the labels they are named for", () => {
  assertEquals([...TOKEN_CLASSES].sort(), Object.keys(USUAL).sort());
  for (const [kind, [label, , size]] of Object.entries(USUAL)) {
    assertEquals([symbolOf(label).token, classSize(symbolOf(label).token)], [kind, size], kind);
  }
});

Deno.test("the written grammar after a digit, a letter, a sign, a bracket and at the beginning, worked by hand", () => {
  const grammar = writtenGrammar();
  const prime = (kind: string, usual: number) => kind === "prime" ? usual * 0.01 : usual;
  // 2x is usual, x2 is not; a point wants a digit before it.
  const digit = expected((kind, usual) => kind === "letter" ? 0.6 * usual : prime(kind, usual), 50);
  check("3", undefined, digit);
  near(grammar.ends("3"), Math.log(50 / digit.total));
  const letter = expected((kind, usual) => {
    const factor = { digit: 0.05, dot: 0.2, letter: 0.6 }[kind] ?? 1;
    return factor * prime(kind, usual);
  }, 50);
  check("y", undefined, letter);
  // After a point only digits go on as usual.
  check(
    "dot",
    undefined,
    expected(
      (kind, usual) => kind === "letter" ? 0.6 * usual : kind === "dot" ? 0.2 * usual : prime(kind, usual),
      50,
    ),
  );
  const wanting = (others: Readonly<Record<string, number>>) =>
    expected((kind, usual) => (OPERANDS.includes(kind) ? 1 : others[kind] ?? 0.01) * usual, 0.5);
  check("+", undefined, wanting({}));
  check("times", undefined, wanting({}));
  for (const before of ["=", "(", "cos", "sum", "lim", "forall"]) {
    check(before, undefined, wanting({ sign: 0.3 }));
  }
  check(",", undefined, wanting({ sign: 0.3, quantifier: 0.3 }));
  near(grammar.ends("+"), Math.log(0.5 / wanting({}).total));
  check(
    "prime",
    undefined,
    expected((kind, usual) => {
      const factor = { digit: 0.05, dot: 0.2, letter: 0.6 }[kind] ?? 1;
      return factor * usual;
    }, 50),
  );
  const begins = ["sign", "quantifier", ...OPERANDS];
  check(undefined, undefined, expected((kind, usual) => (begins.includes(kind) ? 1 : 0.01) * usual, 0));
});

Deno.test("the written grammar's scripts: short and simple, of letters, brackets and sums more than of others", () => {
  const grammar = writtenGrammar();
  const starts = (own: Readonly<Record<string, number>>) =>
    expected((kind, usual) => own[kind] ?? usual * 0.01, 0);
  check(
    undefined,
    "sup",
    starts({ digit: 60, letter: 28, sign: 4, fraction: 3, infinity: 2, prime: 2, open: 1 }),
  );
  check(undefined, "sub", starts({ digit: 46, letter: 52, function: 1, open: 0.5, sign: 0.5 }));
  const scripts: Readonly<Record<string, readonly [sup: number, sub: number]>> = {
    x: [0.15, 0.14],
    "7": [0.03, 0.002],
    ")": [0.16, 0.01],
    ascii_124: [0.02, 0.01],
    sin: [0.09, 0.1],
    sum: [0.88, 0.88],
    lim: [0.001, 0.98],
    infty: [0.002, 0.002],
  };
  for (const [label, [sup, sub]] of Object.entries(scripts)) {
    near(grammar.opens(label, "sup"), Math.log(sup));
    near(grammar.opens(label, "sub"), Math.log(sub));
  }
  assertEquals(grammar.opens("fraction", "above"), 0);
});
