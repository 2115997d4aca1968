import { assertEquals } from "@std/assert";
import type { PlacedInk } from "../../lib/drawing/mod.ts";
import { matchSymbols } from "../../lib/assess/match_symbols.ts";
import { startOpenCv } from "../../lib/recognize/picture/open_cv.ts";

function placed(left: number, top: number, width: number, pixels: Uint8Array): PlacedInk {
  const height = pixels.length / width;
  return {
    box: { left, top, right: left + width, bottom: top + height },
    ink: { width, height, pixels },
  };
}

/** Ink drawn with #, its corner at (left, top). */
function drawn(left: number, top: number, ...rows: string[]): PlacedInk {
  const width = rows[0].length;
  return placed(left, top, width, Uint8Array.from(rows.join(""), (c) => c === "#" ? 1 : 0));
}

/** A rectangle full of ink. */
const block = (left: number, top: number, width: number, height: number): PlacedInk =>
  placed(left, top, width, new Uint8Array(width * height).fill(1));

const stem = block(10, 10, 4, 40);
const dotAndStem = drawn(
  10,
  0,
  ...Array(4).fill("####"),
  ...Array(6).fill("...."),
  ...Array(40).fill("####"),
);

Deno.test("the same ink matches, moved edges too, other ink does not", async () => {
  await startOpenCv();
  assertEquals(matchSymbols([stem], [stem]), [0]);
  assertEquals(matchSymbols([block(9, 9, 6, 42)], [stem]), [0]);
  assertEquals(matchSymbols([block(11, 11, 2, 38)], [stem]), [0]);
  assertEquals(matchSymbols([block(40, 10, 4, 40)], [stem]), [-1]);
});

Deno.test("an i without its dot, half a stroke and two symbols as one do not match", async () => {
  await startOpenCv();
  assertEquals(matchSymbols([stem], [dotAndStem]), [-1]);
  assertEquals(matchSymbols([block(10, 10, 4, 20), block(10, 30, 4, 20)], [stem]), [-1, -1]);
  const one = block(0, 0, 4, 30), two = block(20, 0, 4, 30);
  const both = drawn(0, 0, ...Array(30).fill("####................####"));
  assertEquals(matchSymbols([both], [one, two]), [-1]);
});

Deno.test("a stray dot of a neighbour makes a symbol another one", async () => {
  await startOpenCv();
  const dot = block(10, 0, 4, 4);
  assertEquals(matchSymbols([dotAndStem], [stem, dot]), [-1]);
  assertEquals(matchSymbols([dotAndStem], [stem]), [0]);
});

Deno.test("symbols that cross match each its own, in any order", async () => {
  await startOpenCv();
  const bar = block(0, 28, 40, 4);
  assertEquals(matchSymbols([bar, stem], [stem, bar]), [1, 0]);
});

Deno.test("four fifths of the ink are enough, less is not; edges may be two pixels off, three are too many", async () => {
  await startOpenCv();
  // A bar of 100 pixels read as one of 78: with two more at each end it covers 80 or more of it.
  const bar = block(0, 0, 100, 4);
  assertEquals(matchSymbols([block(0, 0, 78, 4)], [bar]), [0]);
  assertEquals(matchSymbols([block(0, 0, 77, 4)], [bar]), [-1]);
  // And the other way round: of what was read 80 of 100 lie on the true one.
  assertEquals(matchSymbols([bar], [block(0, 0, 78, 4)]), [0]);
  assertEquals(matchSymbols([bar], [block(0, 0, 77, 4)]), [-1]);
  const line = block(0, 10, 40, 1);
  assertEquals(matchSymbols([block(0, 12, 40, 1)], [line]), [0]);
  assertEquals(matchSymbols([block(0, 13, 40, 1)], [line]), [-1]);
});

Deno.test("a symbol may cover less than half of a part of another, and each true one is found once", async () => {
  await startOpenCv();
  const own = block(0, 0, 40, 10), read = block(0, 0, 44, 10);
  // Of the neighbour 4 of 10 columns are covered, or 5 of 10.
  assertEquals(matchSymbols([read], [own, block(40, 0, 10, 10)]), [0]);
  assertEquals(matchSymbols([block(0, 0, 45, 10)], [own, block(40, 0, 10, 10)]), [-1]);
  assertEquals(matchSymbols([own, own], [own]), [0, -1]);
});

Deno.test("parts of a symbol are looked for where they stand beside and below each other", async () => {
  await startOpenCv();
  const stems = drawn(30, 50, ...Array(20).fill("####......####"));
  assertEquals(matchSymbols([stems], [stems]), [0]);
  // The right stem alone is missing.
  assertEquals(matchSymbols([block(30, 50, 4, 20)], [stems]), [-1]);
});
