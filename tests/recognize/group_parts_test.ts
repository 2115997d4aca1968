import { assert, assertEquals } from "@std/assert";
import { type Box, symbolUnit } from "../../lib/drawing/mod.ts";
import { groupParts } from "../../lib/recognize/mod.ts";
import { readingKey } from "../../lib/drawing/symbol_unit.ts";
import { logPartCount } from "../../lib/symbols/part_count.ts";
import { boxAt } from "./page.ts";

const UNIT = 100;
/** The groups of more than one part. */
const groups = (...boxes: Box[]) =>
  groupParts(boxes.map((box) => ({ box })), UNIT).slice(boxes.length).map(String);
/** Whether two parts can be one symbol. */
const together = (a: Box, b: Box) => groups(a, b).includes("0,1");

Deno.test("parts at most 0.45 sizes apart may be one symbol, farther ones not", () => {
  const stem = boxAt(0, 0, 50, 100);
  assert(together(stem, boxAt(95, 0, 50, 100)));
  assert(!together(stem, boxAt(96, 0, 50, 100)));
  // Slantwise: 27 and 36 are 45 away.
  assert(together(stem, boxAt(77, 136, 50, 100)));
  assert(!together(stem, boxAt(78, 136, 50, 100)));
});

Deno.test("the dots of an ellipsis may be 1.2 sizes apart, on one height, and no larger than 0.35", () => {
  const dots = (gap: number, side = 35, down = 0) =>
    [0, 1, 2].map((i) => boxAt(i * (side + gap), i * down, side, side));
  // Three in a row are one group; that is as wide as 3 × 35 + 2 × 120 = 345, below the largest, 350.
  assertEquals(groups(...dots(120)), ["0,1", "1,2", "0,1,2"]);
  assertEquals(groups(...dots(121)), []);
  assertEquals(groups(...dots(100, 36)), []);
  assert(!together(boxAt(0, 0, 80, 4), boxAt(180, 0, 80, 4)));
  assert(together(boxAt(0, 0, 30, 30), boxAt(130, 50, 30, 30)));
  assert(!together(boxAt(0, 0, 30, 30), boxAt(130, 51, 30, 30)));
});

Deno.test("strokes over each other may be 0.8 sizes apart where one is flat and they overlap by half", () => {
  const bar = boxAt(0, 0, 100, 35);
  assert(together(bar, boxAt(0, 115, 100, 100)));
  assert(!together(bar, boxAt(0, 116, 100, 100)));
  assert(!together(boxAt(0, 0, 100, 36), boxAt(0, 115, 100, 100)));
  assert(together(bar, boxAt(50, 115, 100, 100)));
  assert(!together(bar, boxAt(51, 115, 100, 100)));
  // By half of the narrower: a dot over the end of a bar.
  assert(together(bar, boxAt(95, 115, 10, 10)));
  assert(!together(bar, boxAt(96, 115, 10, 10)));
});

Deno.test("a symbol has at most three parts and fills at most 3.5 sizes", () => {
  const row = (count: number, width: number, height: number) =>
    Array.from({ length: count }, (_, i) => boxAt(0, i * (height + 20), width, height));
  // One over the other, higher than wide: no word.
  assertEquals(groups(...row(4, 40, 30)).filter((group) => group.length > 5), []);
  assert(groups(...row(3, 40, 30)).includes("0,1,2"));
  assert(together(boxAt(0, 0, 155, 20), boxAt(195, 0, 155, 20)));
  assert(!together(boxAt(0, 0, 156, 20), boxAt(196, 0, 155, 20)));
  assert(together(boxAt(0, 0, 20, 155), boxAt(0, 195, 20, 155)));
  assert(!together(boxAt(0, 0, 20, 156), boxAt(0, 196, 20, 155)));
});

Deno.test("a word has up to five parts beside each other, no taller than two sizes, of letters", () => {
  const letters = (count: number, height = 60, width = 40) =>
    Array.from({ length: count }, (_, i) => boxAt(i * (width + 10), 0, width, height));
  const has = (boxes: Box[], group: string) => groups(...boxes).includes(group);
  assert(has(letters(4), "0,1,2,3"));
  assert(has(letters(5), "0,1,2,3,4"));
  assert(groups(...letters(6)).every((group) => group.split(",").length <= 5));
  // Four letters of 40 and gaps of 10 are 190 wide: up to 200 high, and less than 190 / 0.9.
  assert(has(letters(4, 200, 50), "0,1,2,3"));
  assert(!has(letters(4, 201, 50), "0,1,2,3"));
  assert(has(letters(4, 177, 30), "0,1,2,3") === false);
  assert(has(letters(4, 166, 30), "0,1,2,3"));
  // A bar of a size and a half is no letter of a word.
  const under = (width: number) => [...letters(3), boxAt(0, 70, width, 5)];
  assert(has(under(149), "0,1,2,3"));
  assert(!has(under(150), "0,1,2,3"));
});

Deno.test("a part is in at most 24 groups of its own making", () => {
  const crowd = Array.from({ length: 12 }, (_, i) => boxAt(i * 8, 0, 6, 40));
  const made = groups(...crowd);
  for (let i = 0; i < 12; i++) {
    assert(made.filter((group) => group.split(",").includes(String(i))).length <= 24);
  }
  assertEquals(
    Math.max(...crowd.map((_, i) => made.filter((g) => g.split(",").includes(String(i))).length)),
    24,
  );
});

Deno.test("all pieces of a cut part are a group, once", () => {
  const whole = {} as never;
  const parts = [0, 500, 1000].map((left) => ({ box: boxAt(left, 0, 10, 10), whole }));
  assertEquals(groupParts(parts, UNIT), [[0], [1], [2], [0, 1, 2]]);
  const near = [0, 20].map((left) => ({ box: boxAt(left, 0, 10, 10), whole }));
  assertEquals(groupParts(near, UNIT), [[0], [1], [0, 1]]);
});

Deno.test("a symbol's size is the median of heights and 0.7 widths, dots aside; wide parts are read later", () => {
  // With a pen of 4 a part of 10 is a dot.
  assertEquals(
    symbolUnit([boxAt(0, 0, 10, 10), boxAt(0, 0, 5, 30), boxAt(0, 0, 100, 5), boxAt(0, 0, 9, 9)], 4),
    70,
  );
  assertEquals(symbolUnit([boxAt(0, 0, 100, 5), boxAt(0, 0, 10, 11), boxAt(0, 0, 5, 30)], 4), 30);
  assertEquals(symbolUnit([boxAt(0, 0, 4, 4), boxAt(0, 0, 5, 30), boxAt(0, 0, 4, 4)], 4), 30);
  assertEquals(symbolUnit([boxAt(0, 0, 4, 4), boxAt(0, 0, 6, 6), boxAt(0, 0, 8, 8)], 4), 6);
  assertEquals(symbolUnit([], 4), 1);
  assertEquals(readingKey(boxAt(10, 0, 30, 5), 40), 19);
  assertEquals(readingKey(boxAt(10, 0, 300, 5), 40), 22);
});

Deno.test("shares of symbols by their number of parts are those counted, and sum to 1", () => {
  const kinds: Readonly<Record<string, readonly number[]>> = {
    "x X k 5 E F A B R H Y [ pi rightarrow sum 1 in": [0.86, 0.12, 0.02, 0.0005],
    "= ! i j leq geq pm": [0.06, 0.92, 0.02, 0.0005],
    "div ldots": [0.04, 0.06, 0.88, 0.02, 0.0005],
    "log cos tan": [0.15, 0.25, 0.5, 0.1, 0.0005],
    "sin lim": [0.02, 0.15, 0.25, 0.57, 0.01, 0.0005],
    "0 2 a C - + ( infty": [0.985, 0.013, 0.002, 0.0005],
  };
  for (const [labels, shares] of Object.entries(kinds)) {
    for (const label of labels.split(" ")) {
      shares.forEach((share, i) => assertEquals(logPartCount(label, i + 1), Math.log(share), label));
    }
    assert(Math.abs(shares.slice(0, -1).reduce((a, b) => a + b, 0) - 1) < 1e-9);
  }
});
