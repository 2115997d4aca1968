import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { chooseThreshold, threshold } from "../../lib/recognize/picture/threshold.ts";
import { darkInk } from "../../lib/recognize/picture/dark_ink.ts";
import { estimateTilt, turnParts } from "../../lib/recognize/picture/deskew.ts";
import { findParts, withoutSpecks } from "../../lib/recognize/parts/parts.ts";
import { flattenLight } from "../../lib/recognize/picture/flatten_light.ts";
import { inkOfGroup } from "../../lib/recognize/parts/ink_of_group.ts";
import { type Part, penWidth, ReadingError, readInk, startOpenCv } from "../../lib/recognize/mod.ts";
import type { Ink } from "../../lib/drawing/mod.ts";
import { checkPieces } from "../../lib/recognize/parts/read_parts.ts";
import { boxAt, page } from "./page.ts";

await startOpenCv();

Deno.test("a picture is turned over where more than half of its border is darker than the middle of its values", () => {
  // 10 × 10 has 40 border pixels counted, corners twice.
  const border = (dark: number) => {
    const image = page(10, 10);
    for (let x = 0; x < Math.min(10, dark); x++) image.pixels[x] = 0;
    return image;
  };
  // A row of ten is 10 + 2 of 40.
  assertEquals(darkInk(border(10)), border(10));
  const half = page(10, 10, [boxAt(0, 0, 10, 5)]);
  // The upper half: 10 + 2 · 5 of 40, exactly half: left as it is.
  assertEquals(darkInk(half), half);
  const more = page(10, 10, [boxAt(0, 0, 10, 6)]);
  assertEquals(darkInk(more).pixels, more.pixels.map((value) => 255 - value));
});

Deno.test("paper whose darkest ninth is below 0.8 of its brightest wants a threshold for each place", () => {
  const corner = (brightness: number) => {
    const image = page(90, 90);
    for (let y = 60; y < 90; y++) image.pixels.fill(brightness, y * 90 + 60, y * 90 + 90);
    return image;
  };
  assertEquals(chooseThreshold(corner(205)), { kind: "otsu" });
  assertEquals(chooseThreshold(corner(203)), { kind: "adaptive" });
  // Ink is not paper: up to nine tenths of a ninth may be written on.
  const written = (rows: number) => page(90, 90, [boxAt(60, 60, 30, rows)]);
  assertEquals(chooseThreshold(written(26)), { kind: "otsu" });
  assertEquals(chooseThreshold(written(28)), { kind: "adaptive" });
});

Deno.test("in uneven light ink is what is darker than its surroundings by half the contrast, somewhere by all of it", () => {
  // Paper 200 and ink 100: 100 apart, Otsu's value between them.
  const image = page(200, 100);
  image.pixels.fill(200);
  const stroke = (left: number, brightness: number) => {
    for (let y = 40; y < 60; y++) image.pixels.fill(brightness, y * 200 + left, y * 200 + left + 5);
  };
  stroke(30, 100), stroke(80, 100), stroke(130, 170);
  const parts = findParts(threshold(image, { kind: "adaptive" }));
  assertEquals(parts.length, 2);
  for (const [i, left] of [30, 80].entries()) {
    for (
      const [got, expected] of [[parts[i].box.left, left], [parts[i].box.right, left + 5], [
        parts[i].box.top,
        40,
      ], [parts[i].box.bottom, 60]]
    ) assert(Math.abs(got - expected) <= 1, JSON.stringify(parts[i].box));
  }
});

Deno.test("flattening divides each pixel by the paper around it", () => {
  // Paper 120, ink 60 on it: half as bright, 127.
  const image = page(300, 200);
  image.pixels.fill(120);
  for (let y = 95; y < 105; y++) image.pixels.fill(60, y * 300 + 145, y * 300 + 155);
  const { pixels } = flattenLight(image);
  assertEquals(pixels[0], 255);
  assertAlmostEquals(pixels[100 * 300 + 150], 127.5, 1);
  // A blot larger than 0.15 of the shorter side, 30 pixels, is taken for darker paper.
  for (let y = 60; y < 140; y++) image.pixels.fill(60, y * 300 + 110, y * 300 + 190);
  assert(flattenLight(image).pixels[100 * 300 + 150] > 200);
});

Deno.test("writing of 40 of 255 shades is read, of fewer refused; 8192 pixels a side and 32 million in all", () => {
  const faint = (darkness: number) => {
    const image = page(60, 40, [boxAt(20, 10, 4, 20)]);
    return { ...image, pixels: image.pixels.map((value) => value === 0 ? 255 - darkness : 255) };
  };
  assertEquals(findParts(readInk(faint(40))).map(({ box }) => box), [boxAt(20, 10, 4, 20)]);
  assertThrows(() => readInk(faint(39)), ReadingError, "differ by 39 of 255, ink and paper by at least 40");
  const large = (width: number, height: number) => () =>
    readInk({ width, height, pixels: new Uint8Array(0) });
  assertThrows(large(8193, 1), ReadingError, "8192 pixels a side");
  assertThrows(large(1, 8193), ReadingError, "8192 pixels a side");
  assertThrows(large(8192, 3907), ReadingError, "32 million");
  assertThrows(large(8192, 3906), ReadingError, "Nothing is written");
});

Deno.test("one to 130 pieces are an expression", () => {
  checkPieces(1), checkPieces(130);
  assertThrows(() => checkPieces(0), ReadingError, "Nothing is written");
  assertThrows(
    () => checkPieces(131),
    ReadingError,
    "at most 130 separate pieces of ink, this picture has 131",
  );
});

/** A rectangle of ink. */
function part(left: number, top: number, width: number, height: number): Part {
  const pixels = new Uint8Array(width * height).fill(1);
  return {
    box: boxAt(left, top, width, height),
    ink: { width, height, pixels },
    area: width * height,
    outline: 2 * (width + height) - 4,
    holes: 0,
  };
}

Deno.test("the pen is twice the ink over the outline, of the longer half; a speck has less than 0.4 of its square", () => {
  // 2 · 160 / 84, 2 · 240 / 124 and 2 · 400 / 204: the longer two of four, the wider of them.
  const lines = [part(0, 0, 40, 4), part(0, 10, 60, 4), part(0, 20, 100, 4), part(0, 30, 3, 3)];
  assertAlmostEquals(penWidth(lines), 2 * 400 / 204, 1e-9);
  assertAlmostEquals(penWidth([lines[0]]), 2 * 160 / 84, 1e-9);
  assertEquals(penWidth([]), 1);
  // Of five the longer three, the middle one of them: 3.87, of whose square 0.4 are 5.99.
  const kept = (area: number) => withoutSpecks([...lines, part(0, 50, area, 1)]).length === 5;
  assertEquals([kept(5), kept(6)], [false, true]);
});

Deno.test("the ink of parts together is each in its place", () => {
  const ink: Ink = inkOfGroup([part(10, 5, 2, 1), part(13, 7, 1, 2)], boxAt(10, 5, 4, 4));
  assertEquals([ink.width, ink.height, [...ink.pixels].join("")], [4, 4, "1100000000010001"]);
});

/** Bars one after the other on a line that falls by some degrees. */
function falling(degrees: number, length: number): Part[] {
  const slope = Math.tan(degrees * Math.PI / 180);
  return Array.from({ length: length / 10 }, (_, i) => part(10 * i, 500 + Math.round(10 * i * slope), 8, 2));
}

Deno.test("tilts from 3 to 10 degrees are found, to a quarter, of writing at least four symbols long", () => {
  for (const degrees of [-9, -5.5, -3.5, 3.5, 4.75, 9]) {
    assertAlmostEquals(estimateTilt(falling(degrees, 600), 40), degrees, 0.5);
  }
  assertEquals(estimateTilt(falling(2.5, 600), 40), 0);
  assertAlmostEquals(estimateTilt(falling(14, 600), 40), 10, 0.5);
  // 158 pixels are 3.95 sizes of 40 and 4.05 of 39.
  assertEquals(estimateTilt(falling(8, 160), 40), 0);
  assert(estimateTilt(falling(8, 160), 39) > 3);
});

Deno.test("parts are turned about the middle of them all, with their ink, by the angle given", () => {
  // A bar 100 right of the middle and one left of it, falling by 6 degrees.
  const parts = [part(0, 90, 40, 4), part(200, 111, 40, 4)];
  const level = turnParts(parts, 6);
  const middle = ({ box }: Part) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const cos = Math.cos(Math.PI / 30), sin = Math.sin(Math.PI / 30);
  parts.forEach((given, i) => {
    const [x, y] = middle(given), dx = x - 120, dy = y - 102.5, [gotX, gotY] = middle(level[i]);
    assertAlmostEquals(gotX, 120 + cos * dx + sin * dy, 1.5);
    assertAlmostEquals(gotY, 102.5 - sin * dx + cos * dy, 1.5);
    // A level bar turned by 6 degrees rises by 4 pixels over its length.
    assertAlmostEquals(level[i].ink.width, 40, 2);
    assertAlmostEquals(level[i].ink.height, 4 + 40 * sin, 2);
    assertAlmostEquals(level[i].ink.pixels.reduce((a, b) => a + b), 160, 25);
    assertEquals(level[i].area, given.area);
  });
});
