import { assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { drawExpression } from "../../lib/data/mod.ts";
import {
  groupParts,
  learnedGrammar,
  ReadingError,
  recognize,
  recognizeOriginal,
  startOpenCv,
  writtenGrammar,
} from "../../lib/recognize/mod.ts";
import { classSize, TOKEN_CLASSES } from "../../lib/recognize/token_class.ts";
import { boxAt, guesser, page } from "./page.ts";

await startOpenCv();

const strokes = fc.array(
  fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 12 }).map((points) =>
    points.length % 2 ? points.slice(1) : points
  ),
  { minLength: 1, maxLength: 25 },
);

Deno.test("random strokes are read or refused in plain words by both pipelines, and all ink is in the symbols", () => {
  fc.assert(
    fc.property(strokes, fc.nat(1000), (ink, seed) => {
      const { image } = drawExpression({
        id: "",
        split: "",
        writer: null,
        latex: "",
        symbols: ink.map((stroke) => ({ label: null, raw: "", strokes: [stroke] })),
        unlabelled: [],
        origin: "",
      }, { symbolSize: 20 });
      for (const read of [recognize, recognizeOriginal]) {
        try {
          const { symbols, confidence, latex } = read(image, guesser(seed));
          assertEquals(confidence >= 0 && confidence <= 1, true);
          assertEquals(latex.length > 0 && symbols.length > 0, true);
          for (const { box } of symbols) {
            assertEquals(box.left >= 0 && box.right <= image.width && box.bottom <= image.height, true);
          }
        } catch (error) {
          if (!(error instanceof ReadingError)) throw error;
        }
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("a picture of too many pieces is refused", () => {
  const marks = Array.from(
    { length: 400 },
    (_, i) => boxAt(10 + 15 * (i % 20), 10 + 15 * Math.floor(i / 20), 6, 6),
  );
  assertThrows(
    () => recognize(page(320, 320, marks), guesser(1)),
    ReadingError,
    "at most 300 separate pieces of ink, this picture has 400",
  );
});

Deno.test("groups hold every part alone, the lines of an equals sign together, and stay few among many parts", () => {
  const equals = [boxAt(0, 0, 30, 3), boxAt(1, 12, 30, 3), boxAt(200, 0, 20, 40)].map((box) => ({ box }));
  assertEquals(groupParts(equals, 40), [[0], [1], [2], [0, 1]]);
  const carpet = Array.from(
    { length: 300 },
    (_, i) => ({ box: boxAt(12 * (i % 20), 12 * Math.floor(i / 20), 8, 8) }),
  );
  const groups = groupParts(carpet, 10);
  assertEquals(groups.length <= 300 * 25, true);
  assertEquals(groups.slice(0, 300), carpet.map((_, i) => [i]));
});

Deno.test("the written grammar's probabilities after any symbol, the end of the line included, sum to 1", () => {
  const grammar = writtenGrammar();
  const samples = {
    digit: "1",
    letter: "x",
    sign: "+",
    open: "(",
    close: ")",
    relation: "=",
    fraction: "fraction",
  };
  for (const before of Object.values(samples)) {
    let sum = Math.exp(grammar.ends(before));
    for (const kind of TOKEN_CLASSES) {
      const label = Object.entries(samples).find(([name]) => name === kind)?.[1] ?? REPRESENTATIVE[kind];
      sum += classSize(kind) * Math.exp(grammar.follows(before, label, undefined));
    }
    assertEquals(Math.abs(sum - 1) < 1e-9, true, `after ${before}: ${sum}`);
  }
});

/** One label of each class. */
const REPRESENTATIVE: Record<string, string> = {
  times: "times",
  bar: "ascii_124",
  comma: ",",
  dot: "dot",
  dots: "ldots",
  function: "sin",
  big: "sum",
  lim: "lim",
  root: "sqrt",
  prime: "prime",
  factorial: "!",
  quantifier: "forall",
  infinity: "infty",
};

Deno.test("a grammar learned from a+b, many times, expects b after + more than anything else", () => {
  const grammar = learnedGrammar({
    follows: { "^": { a: 90, c: 10 }, a: { "+": 90 }, c: { "+": 10 }, "+": { b: 100 }, b: { $: 100 } },
    scripts: { a: [90, 0, 0], c: [10, 0, 0], "+": [100, 0, 0], b: [100, 40, 0] },
  });
  const after = (label: string) => grammar.follows("+", label, undefined);
  assertEquals(["a", "c", "1", "+"].every((label) => after(label) < after("b")), true);
  assertEquals(grammar.ends("b") > grammar.ends("+"), true);
  assertEquals(grammar.opens("b", "sup") > grammar.opens("b", "sub"), true);
});
