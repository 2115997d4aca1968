import { assertEquals } from "@std/assert";
import {
  bilinear,
  boxOfStrokes,
  croppedInk,
  heightOf,
  IMAGE_BYTES,
  IMAGE_SIZE,
  inkBox,
  medianSize,
  middleX,
  symbolUnit,
  widthOf,
} from "../../lib/drawing/mod.ts";

const box = (width: number, height: number) => ({ left: 3, top: 4, right: 3 + width, bottom: 4 + height });

/** 5 × 3 pixels with three of ink, one of them faint. */
const picture = {
  width: 5,
  height: 3,
  pixels: Uint8Array.of(0, 0, 0, 0, 0, 0, 200, 0, 128, 0, 0, 0, 0, 0, 50),
};

Deno.test("edges of a box: pixels reach one beyond their last column and row, points have their own places", () => {
  assertEquals(inkBox(picture, 1), { left: 1, top: 1, right: 5, bottom: 3 });
  assertEquals(inkBox(picture, 128), { left: 1, top: 1, right: 4, bottom: 2 });
  const strokes = boxOfStrokes([[1, 7, 4, 2], [3, 9]]);
  assertEquals(strokes, { left: 1, top: 2, right: 4, bottom: 9 });
  assertEquals([widthOf(strokes), heightOf(strokes), middleX(strokes)], [3, 7, 2.5]);
});

Deno.test("a picture without ink has an empty box at its lower right corner", () => {
  assertEquals(inkBox(picture, 201), { left: 5, top: 3, right: 5, bottom: 3 });
});

Deno.test("ink is cropped to its box, which lies where the picture lies on its page", () => {
  assertEquals(croppedInk(picture, 10, 20), {
    box: { left: 11, top: 21, right: 14, bottom: 22 },
    ink: { width: 3, height: 1, pixels: Uint8Array.of(1, 0, 1) },
  });
});

Deno.test("the size of a symbol is the median of those not left out, of all where all are", () => {
  const boxes = [box(2, 2), box(100, 5), box(8, 30), box(3, 10)];
  assertEquals(medianSize(boxes, (_, i) => i === 0), 30);
  assertEquals(medianSize(boxes, (_, i) => i > 0), 2);
  assertEquals(medianSize(boxes, () => true), 30);
  assertEquals(medianSize(boxes, () => false, widthOf), 8);
  // Of 70, 30, 10 and 2, those of at most 2.5 pens are dots.
  assertEquals([symbolUnit(boxes, 0.8), symbolUnit(boxes, 4), symbolUnit(boxes, 12)], [30, 70, 70]);
  assertEquals([medianSize([], () => false), medianSize([box(0, 0)], () => false)], [1, 1]);
});

Deno.test("between pixels an image is bilinear, outside it is 0", () => {
  const image = new Uint8Array(IMAGE_BYTES);
  image[0] = 100,
    image[1] = 60,
    image[IMAGE_SIZE] = 20,
    image[IMAGE_SIZE + 1] = 240,
    image[IMAGE_BYTES - 1] = 80;
  assertEquals([bilinear(image, 0, 0), bilinear(image, 1, 1), bilinear(image, 0.5, 0)], [100, 240, 80]);
  // A quarter to the right: 90 above, 75 below; three quarters down.
  assertEquals(bilinear(image, 0.25, 0.75), 0.25 * 90 + 0.75 * 75);
  const last = IMAGE_SIZE - 1;
  assertEquals(
    [bilinear(image, -0.5, 0), bilinear(image, last + 0.5, last), bilinear(image, last, last + 1)],
    [
      50,
      40,
      0,
    ],
  );
});
