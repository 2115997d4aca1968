import { assertAlmostEquals, assertEquals } from "@std/assert";
import { estimateTilt, turnParts } from "../../lib/recognize/picture/deskew.ts";
import { findParts } from "../../lib/recognize/parts/parts.ts";
import { loadReaderModel, recognize, startOpenCv, unitOf } from "../../lib/recognize/mod.ts";
import type { GreyImage, Ink } from "../../lib/drawing/mod.ts";
import { testWith } from "../permission.ts";
import { boxAt, page } from "./page.ts";

await startOpenCv();

/** The picture on a larger white page, turned clockwise about its middle, with smooth edges as a scanner sees them. */
function tilted({ width, height, pixels }: GreyImage, degrees: number): GreyImage {
  const cos = Math.cos(degrees * Math.PI / 180), sin = Math.sin(degrees * Math.PI / 180);
  const wide = width + 40, high = height + 120;
  const at = (x: number, y: number) =>
    x >= 0 && x < width && y >= 0 && y < height ? pixels[y * width + x] : 255;
  const turned = Uint8Array.from({ length: wide * high }, (_, i) => {
    const dx = i % wide - wide / 2, dy = Math.floor(i / wide) - high / 2;
    const x = width / 2 + cos * dx + sin * dy, y = height / 2 - sin * dx + cos * dy;
    const left = Math.floor(x), top = Math.floor(y), right = x - left, down = y - top;
    return (1 - down) * ((1 - right) * at(left, top) + right * at(left + 1, top)) +
      down * ((1 - right) * at(left, top + 1) + right * at(left + 1, top + 1));
  });
  return { width: wide, height: high, pixels: turned };
}

const inkOf = ({ width, height, pixels }: GreyImage): Ink => ({
  width,
  height,
  pixels: pixels.map((value) => value < 128 ? 1 : 0),
});

/** 1 1 − 1 1 1 − 1 1, drawn with a ruler. */
const LINE = page(
  420,
  100,
  [
    ...[20, 60, 160, 200, 240, 340, 380].map((left) => boxAt(left, 30, 4, 40)),
    ...[100, 280].map((left) => boxAt(left, 48, 30, 4)),
  ].sort((a, b) => a.left - b.left),
);

Deno.test("the tilt of a line is found to half a degree, and its parts lie level again, each where it was", () => {
  const straight = findParts(inkOf(LINE));
  for (const degrees of [-6, -4, 4, 6]) {
    const parts = findParts(inkOf(tilted(LINE, degrees)));
    const tilt = estimateTilt(parts, unitOf(parts));
    assertAlmostEquals(tilt, degrees, 0.5);
    const level = turnParts(parts, tilt);
    assertEquals(level.length, straight.length);
    const [first] = level, [given] = straight;
    level.forEach(({ box, ink }, i) => {
      assertEquals([ink.width, ink.height], [box.right - box.left, box.bottom - box.top]);
      // All of them moved alike; half a degree is 3 pixels over this line, rounding another.
      assertAlmostEquals(box.left - first.box.left, straight[i].box.left - given.box.left, 4);
      assertAlmostEquals(box.bottom - first.box.bottom, straight[i].box.bottom - given.box.bottom, 4);
    });
  }
});

Deno.test("level writing, a single tilted symbol and a slant of less than three degrees are left alone", () => {
  for (
    const image of [LINE, tilted(LINE, 2), tilted(page(60, 100, [boxAt(10, 48, 40, 4)]), 6)]
  ) {
    const parts = findParts(inkOf(image));
    assertEquals(estimateTilt(parts, unitOf(parts)), 0);
  }
});

testWith(
  { read: true },
  "a tilted line is read as the straight one, its boxes those of the picture given",
  async () => {
    const { classifier, grammar } = await loadReaderModel(
      new URL("../../data/models/reader", import.meta.url).pathname,
    );
    const straight = recognize(LINE, classifier, { grammar });
    for (const degrees of [-6, 6]) {
      const image = tilted(LINE, degrees), read = recognize(image, classifier, { grammar });
      assertEquals(read.latex, straight.latex);
      for (const { box, ink } of read.symbols) {
        const shown = Uint8Array.from(
          ink.pixels,
          (_, i) =>
            image.pixels[(box.top + Math.floor(i / ink.width)) * image.width + box.left + i % ink.width],
        );
        assertEquals(ink.pixels.every((value, i) => value === 0 || shown[i] < 255), true);
      }
    }
  },
);
