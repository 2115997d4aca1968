import { assert, assertEquals } from "@std/assert";
import fc from "../properties.ts";
import {
  IMAGE_BYTES,
  IMAGE_SIZE,
  type Ink,
  inkOf,
  rasterize,
  type Stroke,
  symbolImage,
} from "../../lib/drawing/mod.ts";

function imageOf(ink: Ink): Uint8Array {
  const out = new Uint8Array(IMAGE_BYTES);
  symbolImage(ink, out);
  return out;
}

/** Columns and rows with ink of at least half brightness. */
function box(image: Uint8Array) {
  let left = IMAGE_SIZE, top = IMAGE_SIZE, right = -1, bottom = -1;
  image.forEach((value, at) => {
    if (value < 128) return;
    left = Math.min(left, at % IMAGE_SIZE), right = Math.max(right, at % IMAGE_SIZE);
    top = Math.min(top, Math.floor(at / IMAGE_SIZE)), bottom = Math.max(bottom, Math.floor(at / IMAGE_SIZE));
  });
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function cosine(a: Uint8Array, b: Uint8Array): number {
  let ab = 0, aa = 0, bb = 0;
  for (let i = 0; i < a.length; i++) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
  return ab / Math.sqrt(aa * bb);
}

const circle: Stroke = Array.from({ length: 41 }, (_, i) => [
  Math.cos(i * Math.PI / 20),
  1.4 * Math.sin(i * Math.PI / 20),
]).flat();
const four: Stroke[] = [[0.7, 0, 0, 1.3, 1.2, 1.3], [0.8, 0.8, 0.7, 2]];

Deno.test("a symbol looks the same whatever size and pen it was written with, and as rasterize draws its strokes", () => {
  const [ring, figure] = [[circle], four].map((strokes) => {
    const drawn = new Uint8Array(IMAGE_BYTES);
    rasterize(strokes, drawn);
    return { strokes, drawn };
  });
  for (const [one, other] of [[ring, figure], [figure, ring]]) {
    for (const [scale, penWidth] of [[12, 1.5], [20, 3], [60, 8], [300, 12]]) {
      const image = imageOf(inkOf(one.strokes, { scale, penWidth }));
      // Lines two pixels wide that lie half a pixel apart have a cosine of about 0.75.
      assert(
        cosine(image, one.drawn) > 0.7,
        `${cosine(image, one.drawn)} at ${scale} with a pen of ${penWidth}`,
      );
      assert(cosine(image, other.drawn) < 0.4);
    }
  }
});

Deno.test("the aspect is kept: a long bar is a thin line across the middle", () => {
  const image = imageOf(inkOf([[0, 0, 10, 0]], { scale: 40, penWidth: 5 }));
  const { left, top, width, height } = box(image);
  assert(width >= 41 && left <= 2, `${left} ${width}`);
  assert(height <= 3 && Math.abs(top + height / 2 - IMAGE_SIZE / 2) <= 1, `${top} ${height}`);
});

Deno.test("a dot stays a dot, whatever its size, and a short mark is smaller than a long one", () => {
  for (const penWidth of [2, 5, 20]) {
    const { left, top, width, height } = box(imageOf(inkOf([[0, 0]], { scale: 1, penWidth })));
    assert(width <= 10 && height <= 10, `${width} × ${height}`);
    assert(
      Math.abs(left + width / 2 - IMAGE_SIZE / 2) <= 2 && Math.abs(top + height / 2 - IMAGE_SIZE / 2) <= 2,
    );
  }
  const heights = [6, 12, 40].map((length) =>
    box(imageOf(inkOf([[0, 0, -2, length]], { scale: 1, penWidth: 3 }))).height
  );
  assert(heights[0] < heights[1] && heights[1] < heights[2], String(heights));
  assert(heights[2] >= 41);
});

Deno.test("ink anywhere in a larger rectangle gives the same image; no ink gives a black one", () => {
  const ink = inkOf(four, { scale: 20, penWidth: 3 });
  const width = ink.width + 9, height = ink.height + 5;
  const pixels = new Uint8Array(width * height);
  ink.pixels.forEach((value, at) => {
    if (value) pixels[(Math.floor(at / ink.width) + 4) * width + at % ink.width + 7] = 1;
  });
  assertEquals(imageOf({ width, height, pixels }), imageOf(ink));
  assert(imageOf({ width: 9, height: 9, pixels: new Uint8Array(81) }).every((value) => value === 0));
});

Deno.test("the image is written where it is asked for, over what was there, and nowhere else", () => {
  const out = new Uint8Array(3 * IMAGE_BYTES).fill(77);
  const ink = inkOf(four, { scale: 20, penWidth: 3 });
  symbolImage(ink, out, IMAGE_BYTES);
  assertEquals(out.slice(IMAGE_BYTES, 2 * IMAGE_BYTES), imageOf(ink));
  assert(out.subarray(0, IMAGE_BYTES).every((value) => value === 77));
  assert(out.subarray(2 * IMAGE_BYTES).every((value) => value === 77));
});

Deno.test("of any ink the image is centred and stays within its margins", () => {
  const inks = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 120 }), fc.integer()).map(
    ([width, height, bits]): Ink => ({
      width,
      height,
      pixels: Uint8Array.from(
        { length: width * height },
        (_, i) => Math.imul(i + 1, bits | 1) >>> 30 === 0 ? 1 : 0,
      ),
    }),
  ).filter(({ pixels }) => pixels.some((value) => value === 1));
  fc.assert(fc.property(inks, (ink) => {
    const { left, top, width, height } = box(imageOf(ink));
    assert(left >= 1 && left + width <= IMAGE_SIZE - 1 && top >= 1 && top + height <= IMAGE_SIZE - 1);
    assert(
      Math.abs(left + width / 2 - IMAGE_SIZE / 2) <= 1.5 &&
        Math.abs(top + height / 2 - IMAGE_SIZE / 2) <= 1.5,
    );
  }));
});
