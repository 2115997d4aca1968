import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { fitSquare, type GreyImage, resize } from "../../lib/drawing/mod.ts";

function row(...pixels: number[]): GreyImage {
  return { width: pixels.length, height: 1, pixels: Uint8Array.from(pixels) };
}

Deno.test("shrinking averages the covered area: 4 to 2 pixels, and 3 to 2 with the middle one shared", () => {
  assertEquals([...resize(row(0, 100, 200, 50), 2, 1).pixels], [50, 125]);
  // Each output pixel covers one and a half: (0 + 90 / 2) / 1.5 and (90 / 2 + 180) / 1.5.
  assertEquals([...resize(row(0, 90, 180), 2, 1).pixels], [30, 150]);
});

Deno.test("enlarging interpolates between pixel centres: 2 to 4 pixels lie at −¼, ¼, ¾ and 1¼", () => {
  assertEquals([...resize(row(0, 100), 4, 1).pixels], [0, 25, 75, 100]);
});

Deno.test("both directions: 2 × 2 to 4 × 4 is the product of two lines", () => {
  const corner = resize({ width: 2, height: 2, pixels: Uint8Array.of(0, 0, 0, 160) }, 4, 4).pixels;
  const weight = [0, 0.25, 0.75, 1];
  assertEquals([...corner], weight.flatMap((y) => weight.map((x) => Math.round(160 * x * y))));
});

Deno.test("a wide image lies in the middle of its square, over background", () => {
  const square = fitSquare({ width: 4, height: 2, pixels: new Uint8Array(8).fill(200) }, 4, 9);
  assertEquals([...square], [9, 9, 9, 9, 200, 200, 200, 200, 200, 200, 200, 200, 9, 9, 9, 9]);
});

Deno.test("a line one pixel high fitted from 1000 × 1 keeps its aspect and a pixel of height", () => {
  const square = fitSquare({ width: 1000, height: 1, pixels: new Uint8Array(1000).fill(255) }, 45, 0);
  assertEquals(square.reduce((sum, value) => sum + value, 0), 45 * 255);
  assert(square.subarray(22 * 45, 23 * 45).every((value) => value === 255));
});

Deno.test("an image of the right size is taken as it is", () => {
  const image = { width: 3, height: 3, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) };
  assertEquals(fitSquare(image, 3, 0), image.pixels);
});

Deno.test("no value leaves the range of the input; shrinking by a whole factor keeps the mean", () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
  const images = sizes.chain(([width, height]) =>
    fc.uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
      .map((grey) => ({ width: 2 * width, height: 2 * height, pixels: grey }))
  );
  fc.assert(fc.property(images, sizes, (image, [width, height]) => {
    const { pixels } = resize(image, width, height);
    assert(
      Math.min(...pixels) >= Math.min(...image.pixels) && Math.max(...pixels) <= Math.max(...image.pixels),
    );
    const half = resize(image, image.width / 2, image.height / 2).pixels;
    assertAlmostEquals(mean(half), mean(image.pixels), 0.5);
  }));
});

function mean(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
