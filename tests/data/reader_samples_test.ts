import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { NO_SYMBOL, OFFICIAL, type Stroke } from "../../lib/data/mod.ts";
import { inPlaceOf } from "../../lib/data/reader/in_place_of.ts";
import { type Page, type PlacedSymbol, typicalSize, unitOf } from "../../lib/data/reader/page.ts";
import { pieceOf } from "../../lib/data/reader/piece.ts";
import { samplesOf } from "../../lib/data/reader/samples.ts";
import { boxOfStrokes } from "../../lib/data/stroke.ts";
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
    assertAlmostEquals(box.top + box.height, 20);
    assertAlmostEquals(box.left + box.width / 2, 5);
    assertAlmostEquals(box.width / box.height, 0.5);
    heights.push(Math.log(box.height / 20));
  }
  const mean = heights.reduce((a, b) => a + b) / heights.length;
  const deviation = Math.sqrt(heights.reduce((sum, h) => sum + (h - mean) ** 2, 0) / heights.length);
  // 0.08 with 200 draws: five standard errors.
  assert(
    Math.abs(mean) < 5 * 0.08 / Math.sqrt(200) && Math.abs(deviation - 0.08) < 5 * 0.08 / Math.sqrt(400),
  );
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
