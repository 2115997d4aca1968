import { assert, assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { type Ink, thin } from "../../lib/drawing/mod.ts";

function inkFrom(rows: readonly string[]): Ink {
  const width = rows[0].length;
  const pixels = Uint8Array.from(rows.join(""), (character) => character === "#" ? 1 : 0);
  return { width, height: rows.length, pixels };
}

function rowsOf({ width, height, pixels }: Ink): string[] {
  return Array.from(
    { length: height },
    (_, y) => Array.from(pixels.subarray(y * width, (y + 1) * width), (value) => value ? "#" : ".").join(""),
  );
}

/** The number of parts that hang together by sides or corners, of pixels with this value, found by flood fill. */
function parts({ width, height, pixels }: Ink): number {
  const left = new Set<number>();
  pixels.forEach((value, at) => value && left.add(at));
  let count = 0;
  while (left.size > 0) {
    count++;
    const [first] = left;
    const queue = [first];
    left.delete(first);
    for (const at of queue) {
      const x = at % width, y = Math.floor(at / width);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const to = (y + dy) * width + x + dx;
          if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height || !left.has(to)) continue;
          left.delete(to);
          queue.push(to);
        }
      }
    }
  }
  return count;
}

Deno.test("a thick bar becomes the line along its middle", () => {
  const thinned = rowsOf(thin(inkFrom([
    "...........",
    ".#########.",
    ".#########.",
    ".#########.",
    "...........",
  ])));
  assertEquals(thinned.map((row) => row.includes("#")), [false, false, true, false, false]);
  assert(/^\.+#{6,9}\.+$/.test(thinned[2]), thinned[2]);
});

Deno.test("lines one pixel wide stay as they are: straight, slanted, a cross, a ring", () => {
  for (
    const rows of [
      ["#####"],
      ["#...", ".#..", "..#.", "...#"],
      ["..#..", "..#..", "#####", "..#..", "..#.."],
      [".##.", "#..#", "#..#", ".##."],
    ]
  ) assertEquals(rowsOf(thin(inkFrom(rows))), rows);
});

Deno.test("a block becomes a dot, and even one of 2 × 2 does not vanish", () => {
  for (const side of [1, 2, 3, 4, 5, 8]) {
    const block = { width: side, height: side, pixels: new Uint8Array(side * side).fill(1) };
    const left = thin(block).pixels.reduce((sum, value) => sum + value, 0);
    assert(left >= 1 && left <= 2, `${left} pixels left of ${side} × ${side}`);
  }
});

Deno.test("a thick ring keeps its hole", () => {
  const ring = inkFrom([".#####.", "#######", "##...##", "##...##", "##...##", "#######", ".#####."]);
  const { width, height, pixels } = thin(ring);
  const paper = { width, height, pixels: pixels.map((value) => 1 - value) };
  assertEquals(pixels[3 * width + 3], 0);
  assertEquals(parts({ width, height, pixels }), 1);
  // The paper inside touches that outside nowhere by a side; by corners it may.
  const sides = new Set([3 * width + 3]);
  for (const at of sides) {
    for (const to of [at - 1, at + 1, at - width, at + width]) if (paper.pixels[to]) sides.add(to);
  }
  assert(![...sides].some((at) => at % width === 0 || at < width || at >= width * (height - 1)));
});

const blots = fc.tuple(
  fc.integer({ min: 1, max: 14 }),
  fc.integer({ min: 1, max: 14 }),
  fc.double({ min: 0.2, max: 0.95, noNaN: true }),
)
  .chain(([width, height, share]) =>
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: width * height,
      maxLength: width * height,
    })
      .map((draws): Ink => ({
        width,
        height,
        pixels: Uint8Array.from(draws, (draw) => draw < share ? 1 : 0),
      }))
  );

Deno.test("of any blot nothing is added, what is connected stays so, no part vanishes, and thin ink stays as it is", () => {
  fc.assert(
    fc.property(blots, (blot) => {
      const before = blot.pixels.slice();
      const thinned = thin(blot);
      assertEquals(blot.pixels, before);
      thinned.pixels.forEach((value, at) => assert(value <= blot.pixels[at]));
      assertEquals(parts(thinned), parts(blot));
      assertEquals(thin(thinned).pixels, thinned.pixels);
    }),
    { numRuns: 500 },
  );
});
