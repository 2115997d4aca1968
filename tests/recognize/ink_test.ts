import { assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { chooseThreshold, threshold } from "../../lib/recognize/picture/threshold.ts";
import { darkInk } from "../../lib/recognize/picture/dark_ink.ts";
import { findParts, inReadingOrder, withoutSpecks } from "../../lib/recognize/parts/parts.ts";
import { flattenLight } from "../../lib/recognize/picture/flatten_light.ts";
import { penWidth, ReadingError, readInk, startOpenCv } from "../../lib/recognize/mod.ts";
import { boxAt, page } from "./page.ts";

await startOpenCv();

/** The page in light that falls from 1 at the left to `least` at the right. */
function shaded({ width, height, pixels }: ReturnType<typeof page>, least: number) {
  return { width, height, pixels: pixels.map((value, i) => value * (1 - (1 - least) * (i % width) / width)) };
}

Deno.test("Otsu's threshold takes exactly the dark rectangles of a drawing", () => {
  const image = page(60, 40, [boxAt(5, 5, 10, 20), boxAt(30, 8, 20, 4)]);
  const { pixels } = threshold(image, { kind: "otsu" });
  assertEquals([...pixels], [...image.pixels].map((value) => value === 0 ? 1 : 0));
});

Deno.test("ink on unevenly lit paper is found after the light is flattened, not by one threshold alone", () => {
  const boxes = [boxAt(40, 60, 60, 6), boxAt(180, 60, 60, 6), boxAt(320, 60, 60, 6)];
  const drawn = page(420, 140, boxes);
  const faint = { ...drawn, pixels: drawn.pixels.map((value) => value === 0 ? 140 : 230) };
  const image = shaded(faint, 0.45);
  assertEquals(chooseThreshold(image), { kind: "adaptive" });
  assertEquals(findParts(readInk(image)).map(({ box }) => box), boxes);
  const alone = findParts(threshold(image, { kind: "otsu" })).map(({ box }) => box);
  assertEquals(alone.length === 3 && alone.every((box, i) => box.left === boxes[i].left), false);
});

Deno.test("flattenLight makes paper under any slope of light almost white", () => {
  const { pixels } = flattenLight(shaded(page(300, 200), 0.5));
  assertEquals(pixels.every((value) => value > 235), true);
});

Deno.test("darkInk inverts chalk on a blackboard and leaves ink on paper", () => {
  const paper = page(50, 50, [boxAt(20, 20, 8, 8)]);
  const board = { ...paper, pixels: paper.pixels.map((value) => 255 - value) };
  assertEquals(darkInk(paper), paper);
  assertEquals(darkInk(board), paper);
});

Deno.test("findParts tells apart pieces, counts holes and leaves out the ink of others in the same box", () => {
  const image = page(60, 60, [boxAt(5, 5, 40, 40)]);
  for (let y = 8; y < 42; y++) image.pixels.fill(255, y * 60 + 8, y * 60 + 42);
  for (let y = 20; y < 25; y++) image.pixels.fill(0, y * 60 + 20, y * 60 + 25);
  const parts = findParts(threshold(image, { kind: "otsu" }));
  assertEquals(
    parts.map(({ box, area, holes }) => ({ box, area, holes })),
    [
      { box: boxAt(5, 5, 40, 40), area: 40 * 40 - 34 * 34, holes: 1 },
      { box: boxAt(20, 20, 5, 5), area: 25, holes: 0 },
    ],
  );
});

Deno.test("every pixel of ink is in exactly one part, whatever the picture", () => {
  const pictures = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).chain((
    [width, height],
  ) =>
    fc.array(fc.boolean(), { minLength: width * height, maxLength: width * height }).map((ink) => ({
      width,
      height,
      pixels: Uint8Array.from(ink, Number),
    }))
  );
  fc.assert(fc.property(pictures, (ink) => {
    const count = new Uint8Array(ink.pixels.length);
    for (const { box, ink: own, area } of findParts(ink)) {
      assertEquals(own.pixels.reduce((a, b) => a + b, 0), area);
      own.pixels.forEach((value, i) => {
        count[(box.top + Math.floor(i / own.width)) * ink.width + box.left + i % own.width] += value;
      });
    }
    assertEquals([...count], [...ink.pixels]);
  }));
});

Deno.test("the pen's width is that of the lines, and specks far below it are dropped", () => {
  const lines = [boxAt(10, 10, 80, 4), boxAt(12, 30, 4, 50), boxAt(40, 40, 60, 4)];
  const parts = findParts(threshold(page(120, 100, [...lines, boxAt(100, 90, 1, 2)]), { kind: "otsu" }));
  const width = penWidth(parts);
  assertEquals(width > 3.5 && width < 4.6, true, `pen ${width}`);
  assertEquals(withoutSpecks(parts).map(({ box }) => box), lines);
});

Deno.test("a wide bar is read after a narrow symbol that begins a little right of it", () => {
  const parts = findParts(
    threshold(page(200, 100, [boxAt(10, 50, 100, 4), boxAt(14, 20, 4, 20)]), { kind: "otsu" }),
  );
  assertEquals(inReadingOrder(parts).map(({ box }) => box.left), [14, 10]);
});

Deno.test("pictures without writing, too large or of noise are refused with the rule and what was got", () => {
  const refused = (image: ReturnType<typeof page>, message: string) =>
    assertThrows(() => findParts(readInk(image)), ReadingError, message);
  refused(page(100, 50), "differ by 0 of 255");
  refused({ ...page(100, 50), pixels: new Uint8Array(5000) }, "differ by 0 of 255");
  refused(page(1, 1), "Nothing is written");
  refused(
    { width: 20000, height: 20000, pixels: new Uint8Array(0) },
    "at most 8192 pixels a side, this has 20000 × 20000",
  );
  refused({ width: 8000, height: 8000, pixels: new Uint8Array(0) }, "at most 32 million pixels");
  const noise = page(500, 500);
  for (let i = 0; i < noise.pixels.length; i += 2) noise.pixels[i + (Math.floor(i / 500) % 2)] = 0;
  const speckled = {
    ...noise,
    pixels: noise.pixels.map((_, i) => i % 3 === 0 && Math.floor(i / 500) % 2 === 0 ? 0 : 255),
  };
  refused(speckled, "pieces of ink, writing at most 20000");
});
