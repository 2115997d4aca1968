import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { type GreyImage, IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { findParts } from "../../lib/recognize/parts/parts.ts";
import {
  type Grammar,
  groupParts,
  penWidth,
  ReadingError,
  readInk,
  recognize,
  type RecognizedSymbol,
  recognizeOriginal,
  startOpenCv,
  type SymbolClassifier,
  writtenGrammar,
} from "../../lib/recognize/mod.ts";
import { learnedGrammar } from "../../lib/recognize/layout/learned_grammar.ts";
import { classSize, TOKEN_CLASSES } from "../../lib/symbols/mod.ts";
import { claims } from "./claimed_ink.ts";
import { boxAt, guesser, page } from "./page.ts";
import { drawn } from "./reading.ts";

await startOpenCv();

const strokes = fc.array(
  fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 12 }).map((points) =>
    points.length % 2 ? points.slice(1) : points
  ),
  { minLength: 1, maxLength: 25 },
);

/** A picture of strokes, each a symbol of its own. */
const pictureOf = (ink: readonly number[][], symbolSize: number): GreyImage =>
  drawn(ink.map((stroke) => ({ label: "", strokes: [stroke] })), symbolSize).image;

/**
 * Every pixel of ink is in a symbol or in a speck of less than 0.4 pens squared, and no symbol has other pixels. In more
 * than one symbol is only what both lines of a crossing have that was taken apart: such symbols' boxes overlap.
 */
function assertInkRead(image: GreyImage, symbols: readonly RecognizedSymbol[]): void {
  const ink = readInk(image).pixels, times = claims(image, symbols);
  const specks = new Uint8Array(ink.length);
  const parts = findParts(readInk(image)), smallest = 0.4 * penWidth(parts) ** 2;
  for (const { box, ink: own, area } of parts) {
    if (area >= smallest) continue;
    own.pixels.forEach((value, i) => {
      specks[(box.top + Math.floor(i / own.width)) * image.width + box.left + i % own.width] += value;
    });
  }
  ink.forEach((value, i) => {
    if ((times[i] > 0) !== (value === 1 && !specks[i])) {
      throw new Error(
        `pixel ${i % image.width}, ${Math.floor(i / image.width)} is ink ${value}, read ${times[i]} times`,
      );
    }
  });
  for (const { box, ink: own } of symbols) {
    assertEquals([own.width, own.height], [box.right - box.left, box.bottom - box.top]);
    const rows = Array.from(
      { length: own.height },
      (_, y) => own.pixels.subarray(y * own.width, (y + 1) * own.width),
    );
    // The box is no larger than its ink.
    assert(rows[0].includes(1) && rows.at(-1)!.includes(1));
    assert(rows.some((row) => row[0]) && rows.some((row) => row.at(-1)));
  }
}

Deno.test("random strokes are read or refused in plain words by both pipelines, and all ink is in the symbols", () => {
  let readings = 0;
  fc.assert(
    fc.property(strokes, fc.nat(1000), (ink, seed) => {
      const image = pictureOf(ink, 20);
      for (const read of [recognize, recognizeOriginal]) {
        try {
          const { symbols, confidence, latex } = read(image, guesser(seed));
          readings++;
          assertEquals(confidence >= 0 && confidence <= 1, true);
          assertEquals(latex.length > 0 && symbols.length > 0, true);
          for (const { box } of symbols) {
            assertEquals(box.left >= 0 && box.right <= image.width && box.bottom <= image.height, true);
          }
          // The original drops small contours and those within others, as it did.
          if (read === recognize) assertInkRead(image, symbols);
        } catch (error) {
          if (!(error instanceof ReadingError)) throw error;
        }
      }
    }),
    { numRuns: 30 },
  );
  assert(readings >= 55, `${readings}`);
});

Deno.test("every pixel of ink of writing is in exactly one symbol, a speck of dirt in none, tilted or not", () => {
  const digits = [[0, 0, 0, 40], [30, 0, 50, 0, 36, 40], [70, 20, 95, 20], [120, 0, 120, 40], [
    150,
    0,
    150,
    40,
  ]];
  const line = [0, 1, 2].flatMap((i) =>
    digits.map((stroke) => stroke.map((v, k) => k % 2 ? v : v + 180 * i))
  );
  const straight = pictureOf(line, 40);
  straight.pixels[5 * straight.width + 5] = 0;
  const slope = Math.tan(5 * Math.PI / 180);
  const tilted = pictureOf(
    line.map((stroke) => stroke.map((v, k) => k % 2 ? v + slope * stroke[k - 1] : v)),
    40,
  );
  for (const image of [straight, tilted]) {
    // Of a guesser that never takes a part for several symbols.
    const { classes, channels } = guesser(1), certain = Math.log(0.9);
    const { symbols } = recognize(image, {
      classes,
      channels,
      classify: (_, count) =>
        Float32Array.from(
          { length: count * classes.length },
          (_, i) => i % classes.length === 1 ? certain : -8,
        ),
    });
    assertInkRead(image, symbols);
    assertEquals(claims(image, symbols).every((times) => times <= 1), true);
  }
});

/** Takes any ink for a 5 with one probability and for a 6 with another: both of one shape, in one part most times. */
const halfSure = (five: number, six: number): SymbolClassifier => ({
  classes: ["5", "6", "no_symbol"],
  channels: 1,
  classify: (_, count) =>
    Float32Array.from(Array(count).fill([five, six, 1 - five - six]).flat(), (value) => Math.log(value)),
});
/** All symbols are equally likely anywhere, and none has scripts. */
const anything: Grammar = { follows: () => 0, ends: () => 0, opens: () => -1000 };

Deno.test("confidence is the geometric mean of the symbols' probabilities times the reading's share, by hand", () => {
  const one = page(60, 80, [boxAt(20, 20, 10, 40)]);
  const { confidence, symbols } = recognize(one, halfSure(0.6, 0.3), { grammar: anything });
  assertEquals(symbols.map(({ label }) => label), ["5"]);
  assertAlmostEquals(symbols[0].probability, 0.6, 1e-6);
  assertEquals(symbols[0].alternatives.map(({ label }) => label), ["6"]);
  assertAlmostEquals(symbols[0].alternatives[0].probability, 0.3, 1e-6);
  // A 5 comes in one part 86 times of 100, a 6 98.5: their scores differ by 1.8 times the logarithm of the odds.
  const odds = (0.3 * 0.985 / (0.6 * 0.86)) ** 1.8;
  assertAlmostEquals(confidence, 0.6 / (1 + odds), 1e-6);
  // Two of them: of readings that can only go on alike the better is kept, of 55 and 65 the former: 55 and 56 are left.
  const two = page(140, 80, [boxAt(20, 20, 10, 40), boxAt(90, 20, 10, 40)]);
  const read = recognize(two, halfSure(0.6, 0.3), { grammar: anything });
  assertEquals(read.latex, "5 5");
  assertAlmostEquals(read.confidence, 0.6 / (1 + odds), 1e-6);
});

Deno.test("of a mean of different probabilities it is the geometric one", () => {
  const two = page(140, 80, [boxAt(20, 20, 10, 40), boxAt(90, 20, 10, 20)]);
  const bySize: SymbolClassifier = {
    classes: ["5", "no_symbol"],
    channels: 1,
    classify: (images, count) =>
      Float32Array.from(
        Array.from({ length: count }, (_, i) => {
          const image = images.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES);
          const ink = image.reduce((sum, value) => sum + (value > 128 ? 1 : 0), 0);
          return ink > 0 && calls++ % 2 ? [0.9, 0.1] : [0.4, 0.6];
        }).flat(),
        (value) => Math.log(value),
      ),
  };
  let calls = 0;
  const { symbols, confidence } = recognize(two, bySize, { grammar: anything });
  const product = symbols.reduce((all, { probability }) => all * probability, 1);
  assertEquals(symbols.length, 2);
  assertAlmostEquals(confidence, Math.sqrt(product), 1e-6);
  assert(Math.abs(symbols[0].probability - symbols[1].probability) > 0.3);
});

Deno.test("a picture of too many pieces is refused", () => {
  const marks = Array.from(
    { length: 400 },
    (_, i) => boxAt(10 + 15 * (i % 20), 10 + 15 * Math.floor(i / 20), 6, 6),
  );
  assertThrows(
    () => recognize(page(320, 320, marks), guesser(1)),
    ReadingError,
    "at most 130 separate pieces of ink, this picture has 400",
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
