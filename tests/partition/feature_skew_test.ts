import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import fc from "../properties.ts";
import { drawInk, image } from "../../lib/data/mod.ts";
import { IMAGE_BYTES, IMAGE_SIZE, imageFeatures, rasterize, restyle } from "../../lib/drawing/mod.ts";
import { byWriter, clientHand, iid, measureFeatureSkew, withClientHands } from "../../lib/partition/mod.ts";
import { sharedVariance } from "../../lib/partition/feature_skew.ts";

/** An image with some strokes. */
function drawn(strokes: number[][], width = 2): Uint8Array {
  const pixels = new Uint8Array(IMAGE_BYTES);
  rasterize(strokes, pixels, 0, { width });
  return pixels;
}

function restyled(pixels: Uint8Array, slant: number, pen: number): Uint8Array {
  const out = new Uint8Array(IMAGE_BYTES);
  restyle(pixels, { slant, pen }, out);
  return out;
}

/** Higher than wide, and upright. */
const CROSS = [[0, 0, 3, 10], [0, 10, 3, 0]];

Deno.test("a sheared image is the same upside down if it was before, and an empty one stays empty", () => {
  const square = drawn([[0, 0, 10, 0, 10, 10, 0, 10, 0, 0], [0, 0, 10, 10]]);
  assertEquals(square, square.toReversed());
  const leaning = restyled(square, 0.8, 0), turned = leaning.toReversed();
  assertNotEquals(leaning, square);
  assert(leaning.every((value, i) => Math.abs(value - turned[i]) <= 1));
  assertEquals(restyled(new Uint8Array(IMAGE_BYTES), 0.3, 1), new Uint8Array(IMAGE_BYTES));
});

Deno.test("the line width measured is that drawn", () => {
  for (const width of [2, 3, 4]) {
    assertAlmostEquals(imageFeatures(drawn([[0, 0, 0, 10]], width)).penWidth, width, 0.25 * width);
    assertAlmostEquals(imageFeatures(drawn([[0, 0, 7, 10]], width)).penWidth, width, 0.25 * width);
  }
  assertEquals(imageFeatures(new Uint8Array(IMAGE_BYTES)), { penWidth: 0, slant: 0 });
});

Deno.test("the slant measured is that drawn, above 0 to the right", () => {
  for (const slant of [-0.4, 0, 0.25]) {
    assertAlmostEquals(imageFeatures(drawn([[slant * 10, 0, 0, 10]])).slant, slant, 0.05);
  }
});

Deno.test("a hand without slant and pen leaves an image to the byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: IMAGE_BYTES, maxLength: IMAGE_BYTES }), (pixels) => {
      assertEquals(restyled(pixels, 0, 0), pixels);
    }),
    { numRuns: 10 },
  );
});

Deno.test("a hand's slant leans an image by it and keeps the ink in the picture", () => {
  for (const slant of [-0.6, -0.2, 0.3, 0.7]) {
    const leaning = restyled(drawn(CROSS), slant, 0);
    assertAlmostEquals(imageFeatures(leaning).slant, slant, 0.06);
    const atEdge = [...leaning.keys()].filter((i) =>
      i % IMAGE_SIZE === 0 || i % IMAGE_SIZE === IMAGE_SIZE - 1
    );
    assert(atEdge.every((i) => leaning[i] < 128), "nothing is cut off");
  }
});

Deno.test("a hand's pen makes lines wider or thinner by about as many pixels, and never leaves the range", () => {
  for (const pen of [-1, -0.5, 0.5, 1, 2]) {
    const before = imageFeatures(drawn([[0, 0, 0, 10]], 4)).penWidth;
    const after = imageFeatures(restyled(drawn([[0, 0, 0, 10]], 4), 0, pen)).penWidth;
    assertAlmostEquals(after - before, pen, 0.5);
  }
});

Deno.test("each client has a hand of its own, the same for the same seed; nobody's images stay", () => {
  const dataset = drawInk({ count: 60, seed: 1, writers: 6 });
  const partition = iid(Uint32Array.from({ length: 40 }, (_, i) => i), { clients: 4, seed: 1 });
  const spread = { slant: 0.3, pen: 1 };
  const skewed = withClientHands(dataset, partition, spread, 3);
  assertEquals(withClientHands(dataset, partition, spread, 3).images, skewed.images);
  for (let i = 40; i < 60; i++) assertEquals(image(skewed, i), image(dataset, i));
  partition.forEach((indices, client) => {
    const expected = restyled(image(dataset, indices[0]), ...handOf(client));
    assertEquals(image(skewed, indices[0]).slice(), expected);
  });
  assertNotEquals(handOf(0), handOf(1));
  assertEquals(withClientHands(dataset, partition, { slant: 0, pen: 0 }, 3).images, dataset.images);

  function handOf(client: number): [number, number] {
    const { slant, pen } = clientHand(spread, 3, client);
    return [slant, pen];
  }
});

Deno.test("hands are drawn around the data's own with the deviations asked", () => {
  const hands = Array.from({ length: 3000 }, (_, client) => clientHand({ slant: 0.2, pen: 0.3 }, 1, client));
  for (const [key, deviation] of [["slant", 0.2], ["pen", 0.3]] as const) {
    const values = hands.map((hand) => hand[key]);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    // Five standard errors.
    assertAlmostEquals(mean, 0, 5 * deviation / Math.sqrt(3000));
    assertAlmostEquals(Math.sqrt(variance), deviation, 5 * deviation / Math.sqrt(2 * 3000));
  }
});

Deno.test("η², worked by hand: all between, none between, and in the middle", () => {
  assertEquals(sharedVariance([[1, 1], [3, 3, 3]]), 1);
  assertEquals(sharedVariance([[1, 3], [3, 1]]), 0);
  assertEquals(sharedVariance([[2, 2], [2]]), 0);
  // The sum of ten tenths is not 1.
  assertEquals(sharedVariance([Array(7).fill(0.1), [0.1, 0.1, 0.1]]), 0);
  // Means 1 and 4 around 2.5: between 4 · 1.5² = 9; total 2.5² + 0.5² + 0.5² + 2.5² = 13.
  assertAlmostEquals(sharedVariance([[0, 2], [3, 5]]), 9 / 13, 1e-12);
});

Deno.test("feature skew: near (K − 1) / (n − 1) by chance, more by writer, most with hands of their own", () => {
  const dataset = drawInk({ count: 2000, seed: 1, writers: 20 });
  const all = Uint32Array.from({ length: 2000 }, (_, i) => i);
  const dealt = iid(all, { clients: 10, seed: 1 });
  const chance = measureFeatureSkew(dataset, dealt);
  const writers = measureFeatureSkew(dataset, byWriter(all, dataset.writers, { clients: 10, seed: 1 }));
  const spread = { slant: 0.5, pen: 1 };
  const hands = measureFeatureSkew(withClientHands(dataset, dealt, spread, 1), dealt);
  for (const feature of ["slant", "penWidth"] as const) {
    assert(chance[feature] < 4 * 9 / 1999, `${chance[feature]}`);
    assert(writers[feature] > 2 * chance[feature], `${writers[feature]}`);
    assert(hands[feature] > 2 * writers[feature] && hands[feature] > 0.2, `${hands[feature]}`);
  }
});
