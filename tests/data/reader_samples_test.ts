import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { NO_SYMBOL } from "../../lib/symbols/mod.ts";
import { OFFICIAL } from "../../lib/data/mod.ts";
import type { Stroke } from "../../lib/drawing/mod.ts";
import { distort } from "../../lib/data/reader_images/distort.ts";
import { inPlaceOf } from "../../lib/data/reader_images/in_place_of.ts";
import { type Page, type PlacedSymbol, typicalSize, unitOf } from "../../lib/data/reader_images/page.ts";
import { pieceOf } from "../../lib/data/reader_images/piece.ts";
import { samplesOf } from "../../lib/data/reader_images/samples.ts";
import { boxOfStrokes, heightOf, middleX, widthOf } from "../../lib/drawing/mod.ts";
import { wrongGroup } from "../../lib/data/reader_images/wrong_group.ts";
import { stream } from "../../lib/random/mod.ts";
import fc from "../properties.ts";

/** A symbol of two strokes that cross in a box. */
function cross(label: string, left: number, top: number, right: number, bottom: number): PlacedSymbol {
  return { label, strokes: [[left, top, right, bottom], [left, bottom, right, top]] };
}

const page = (symbols: readonly PlacedSymbol[], writer = 0, official: number = OFFICIAL.train): Page => ({
  symbols,
  writer,
  official,
});

Deno.test("the size of a page's symbols leaves small marks out, and a wide one counts less than a high one", () => {
  const symbols = [
    cross("-", 0, 0, 40, 0),
    cross("5", 0, 0, 6, 10),
    cross("m", 0, 0, 20, 5),
    cross("dot", 0, 0, 1, 1),
  ];
  assertEquals(typicalSize(page(symbols)), 20);
  assertEquals(unitOf(page(symbols)), 14);
  assertEquals(unitOf(page([cross("dot", 0, 0, 2, 2)])), 2);
  assertEquals(unitOf(page([{ label: "dot", strokes: [[3, 3]] }])), 1);
});

Deno.test("marks, what has no label and, where sides count, roots say nothing of the size of a page's symbols", () => {
  const ten = cross("5", 0, 0, 6, 10), large = { strokes: cross("", 0, 0, 90, 80).strokes };
  assertEquals(typicalSize(page([ten, { ...large, label: "sqrt" }])), 10);
  assertEquals(unitOf(page([ten, { ...large, label: "sqrt" }])), 80);
  for (const label of [null, "-", "prime", "ldots", ","]) {
    const symbols = page([ten, { ...large, label }]);
    assertEquals([typicalSize(symbols), unitOf(symbols)], [10, 10], `${label}`);
  }
});

Deno.test("only symbols of one height and depth stand in each other's place, and of those none with a form of its own", () => {
  const placed = (own: string, host: string) =>
    inPlaceOf(cross(own, 0, 0, 6, 12), [page([cross(host, 0, 0, 6, 14)])], stream(1, "test")) !== null;
  const pairs = ["2 A", "a x", "p y", "( [", "d h"],
    others = ["2 x", "a p", "i b", "2 i", "sin cos", "+ =", "f (", "int )"];
  assertEquals(pairs.filter((pair) => !placed(...pair.split(" ") as [string, string])), []);
  assertEquals(others.filter((pair) => placed(...pair.split(" ") as [string, string])), []);
});

Deno.test("a bar with a figure above it is no symbol, with a letter that a bar may belong to it is left alone", () => {
  const bar: PlacedSymbol = { label: "-", strokes: [[0, 20, 30, 20]] };
  const grouped = (label: string) =>
    Array.from(
      { length: 30 },
      (_, seed) => wrongGroup([bar, cross(label, 10, 4, 20, 18)], 0, 20, stream(seed, "test")),
    )
      .some((group) => group !== null);
  assertEquals(["2", "x", "Delta", "T", "o", "pi", "="].map(grouped), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

Deno.test("a piece of a symbol and its rest are together the symbol, and neither is empty", () => {
  const strokes: Stroke[] = [[0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7], [5, 5], [6, 6, 7, 7]];
  for (let seed = 0; seed < 30; seed++) {
    const several = pieceOf(strokes, stream(seed, "test"));
    if (several) {
      assertEquals(new Set([...several.own, ...several.rest]), new Set(strokes));
      assert(several.own.length > 0 && several.rest.length > 0);
    }
    const one = pieceOf([strokes[0]], stream(seed, "test"))!;
    // The end of one is the beginning of the other.
    const [first, second] = [...one.own, ...one.rest].sort((a, b) => a[0] - b[0]).map((points) =>
      Array.from(points)
    );
    assertEquals([...first, ...second.slice(2)], strokes[0]);
    assertEquals(first.slice(-2), second.slice(0, 2));
  }
  assertEquals(pieceOf([[0, 0]], stream(1, "test")), null);
});

Deno.test("a symbol in another's place is as high, stands as low and keeps its aspect", () => {
  const p = cross("p", 100, 100, 106, 112);
  const line = page([cross("y", 0, 0, 10, 20), cross("3", 20, 0, 26, 14), cross("x", 40, 4, 50, 14)]);
  const heights: number[] = [];
  for (let seed = 0; seed < 200; seed++) {
    const placing = inPlaceOf(p, [line], stream(seed, "test"))!;
    // Only the y hangs below the line as a p does.
    assertEquals(placing.host, line.symbols[0]);
    const box = boxOfStrokes(placing.strokes);
    assertAlmostEquals(box.bottom, 20);
    assertAlmostEquals(middleX(box), 5);
    assertAlmostEquals(widthOf(box) / heightOf(box), 0.5);
    heights.push(Math.log(heightOf(box) / 20));
  }
  const mean = heights.reduce((a, b) => a + b) / heights.length;
  const deviation = Math.sqrt(heights.reduce((sum, h) => sum + (h - mean) ** 2, 0) / heights.length);
  // 0.08 with 200 draws: five standard errors.
  assert(
    Math.abs(mean) < 5 * 0.08 / Math.sqrt(200) && Math.abs(deviation - 0.08) < 5 * 0.08 / Math.sqrt(400),
  );
});

Deno.test("any place that is alike is taken as often as another, on any page of the writer; none without ink", () => {
  const first = page([cross("3", 0, 0, 6, 14), cross("7", 20, 0, 26, 14), { label: "5", strokes: [] }]);
  const second = page([cross("4", 40, 0, 46, 14), cross("x", 60, 4, 66, 14), cross("P", 80, 0, 86, 14)]);
  const taken = new Map<string | null, number>();
  for (let seed = 0; seed < 400; seed++) {
    const { page, host } = inPlaceOf(cross("2", 0, 0, 6, 12), [first, second], stream(seed, "test"))!;
    assert(page.symbols.includes(host));
    taken.set(host.label, (taken.get(host.label) ?? 0) + 1);
  }
  assertEquals([...taken.keys()].sort(), ["3", "4", "7", "P"]);
  // 100 each; five standard errors are 43.
  for (const times of taken.values()) assertAlmostEquals(times, 100, 43);
});

Deno.test("every figure may stand in every other's place", () => {
  for (const label of "0123456789") {
    for (const other of "0123456789") {
      assert(inPlaceOf(cross(label, 0, 0, 6, 12), [page([cross(other, 0, 0, 6, 12)])], stream(1, "test")));
    }
  }
});

Deno.test("where there is no such place a symbol stays: no other of its kind, no kind, no height", () => {
  const line = page([cross("3", 20, 0, 26, 14)]), random = stream(1, "test");
  assertEquals(inPlaceOf(cross("p", 0, 0, 6, 12), [line], random), null);
  assertEquals(inPlaceOf(cross("sqrt", 0, 0, 6, 12), [line], random), null);
  assertEquals(inPlaceOf({ label: "1", strokes: [[0, 5, 9, 5]] }, [line], random), null);
  assert(inPlaceOf(cross("P", 0, 0, 6, 12), [line], random));
});

Deno.test("rare labels have more copies, by the power 2/3 of how rare they are, and only where copies are made", () => {
  const symbols = [
    ...Array.from({ length: 96 }, (_, i) => cross("x", 20 * i, 0, 20 * i + 10, 10)),
    ...Array.from({ length: 4 }, (_, i) => cross("X", 20 * i, 30, 20 * i + 10, 46)),
  ];
  const count = (pages: readonly Page[], copies: number) => {
    const all = samplesOf(pages, { copies, surroundings: true }, 1).toArray();
    return ["x", "X"].map((label) => all.filter((sample) => sample.label === label).length);
  };
  // Of 100 symbols and two labels the mean is 50: X is 12.5 times rarer, 12.5^(2/3) = 5.39.
  assertEquals(count([page(symbols)], 1), [2 * 96, 4 * 11]);
  assertEquals(count([page(symbols)], 0), [96, 4]);
  assertEquals(count([page(symbols, 0, OFFICIAL.test)], 1), [96, 4]);
});

Deno.test("a sample's strokes and the others are those of its page, whoever stands in whose place", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
    const symbols = Array.from({ length: 6 }, (_, i) => cross("25xyPp"[i], 20 * i, 0, 20 * i + 10, 10 + i));
    const pages = [
      page(symbols),
      page(symbols.map((s) => ({ ...s, strokes: s.strokes.map((t) => [...Array.from(t)]) })), 1),
    ];
    for (
      const { label, page, own, others, copy } of samplesOf(pages, { copies: 2, surroundings: true }, seed)
    ) {
      assert(pages.includes(page));
      const all = page.symbols.flatMap(({ strokes }) => strokes);
      assert(own.length > 0 && own.every((stroke) => !others.includes(stroke)));
      const strangers = [...own, ...others].filter((stroke) => !all.includes(stroke));
      if (copy === 0 && label !== NO_SYMBOL) assertEquals(strangers, []);
      // One symbol stands for one host, or a piece's stroke is cut in two.
      assert(own.length + others.length >= all.length && own.length + others.length <= all.length + 1);
    }
  }));
});

/** Over many seeds, the square root of the mean square of what is measured on a distorted symbol. */
function rootMeanSquare(strokes: readonly Stroke[], of: (moved: number[][]) => number): number {
  let sum = 0;
  for (let seed = 0; seed < 1000; seed++) sum += of(distort(strokes, stream(seed, "deviation"))) ** 2;
  return Math.sqrt(sum / 1000);
}

/** Points of a square of 100 around (1000, 500), by their places from its middle: corners, middle, and what is asked. */
function square(...places: readonly (readonly [number, number])[]): number[] {
  return [[-50, -50], [50, 50], [0, 0], ...places].flatMap(([x, y]) => [1000 + x, 500 + y]);
}

/** How far a point has gone from the middle of that square, as it was or as it is now. */
const from = (stroke: readonly number[], point: number, middle = 2) =>
  [0, 1].map((axis) => stroke[2 * point + axis] - stroke[2 * middle + axis]);

Deno.test("a distorted symbol is turned, narrowed and slanted by the deviations asked, about its middle", () => {
  const stroke = square([1, 0], [-1, 0], [0, 1], [0, -1]);
  const columns = ([moved]: number[][]) =>
    [from(moved, 3, 4), from(moved, 5, 6)].map(([x, y]) => ({
      x: x / 2,
      y: y / 2,
      length: Math.hypot(x, y) / 2,
    }));
  const near = (actual: number, expected: number) => assertAlmostEquals(actual, expected, 0.12 * expected);
  // A wave a sin(f y + φ) with a of 0.012, f from 4 to 10 and any φ has a slope of that mean square.
  const slope2 = 0.012 ** 2 * 52 / 2;
  near(
    rootMeanSquare([stroke], (moved) => Math.atan2(columns(moved)[0].y, columns(moved)[0].x)),
    Math.sqrt(0.09 ** 2 + slope2),
  );
  near(rootMeanSquare([stroke], (moved) => Math.log(columns(moved)[0].length)), 0.14);
  near(
    rootMeanSquare([stroke], (moved) => {
      const [across, down] = columns(moved);
      return (across.x * down.x + across.y * down.y) / (across.length * down.length);
    }),
    Math.sqrt(0.14 ** 2 + 2 * slope2),
  );
  const area = rootMeanSquare([stroke], (moved) => {
    const [across, down] = columns(moved);
    return Math.log(across.x * down.y - across.y * down.x);
  });
  assert(area < 0.02, "what is narrower is higher");
  // The middle stays but for the wave: 100 · 0.012 / √2.
  for (const axis of [0, 1]) {
    near(rootMeanSquare([stroke], ([moved]) => moved[4 + axis] - stroke[4 + axis]), 1.2 / Math.SQRT2);
  }
});

Deno.test("a distorted symbol is bent by the deviations asked, and its strokes stray by theirs", () => {
  const stroke = square([25, 0], [-25, 0], [0, 25], [0, -25], [25, 25], [-25, -25], [25, -25], [-25, 25]);
  const near = (actual: number, expected: number) => assertAlmostEquals(actual, expected, 0.15 * expected);
  const even = ([moved]: number[][], a: number, b: number, axis: number) =>
    (from(moved, a)[axis] + from(moved, b)[axis]) / 2;
  // A quarter of the size squared: 0.14 · 100 / 16.
  near(rootMeanSquare([stroke], (moved) => even(moved, 3, 4, 0)), 14 / 16);
  near(rootMeanSquare([stroke], (moved) => even(moved, 5, 6, 1)), 14 / 16);
  for (const axis of [0, 1]) {
    near(
      rootMeanSquare([stroke], (moved) => (even(moved, 7, 8, axis) - even(moved, 9, 10, axis)) / 2),
      14 / 16,
    );
  }
  // Two strokes at the same place come apart by 0.02 of the size, each, and differ in size by 0.04, each.
  const two = [stroke, stroke.slice()];
  near(rootMeanSquare(two, ([one, other]) => one[4] - other[4]), 2 * Math.SQRT2);
  near(rootMeanSquare(two, ([one, other]) => one[5] - other[5]), 2 * Math.SQRT2);
  const length = (moved: number[]) => Math.hypot(...from(moved, 0, 1));
  near(rootMeanSquare(two, ([one, other]) => Math.log(length(one) / length(other))), 0.04 * Math.SQRT2);
});
