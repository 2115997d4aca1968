import { assert, assertEquals } from "@std/assert";
import fc from "../properties.ts";
import { type Dataset, image, select, size } from "../../lib/data/dataset.ts";
import { IMAGE_BYTES, IMAGE_SIZE } from "../../lib/drawing/mod.ts";
import { rasterize } from "../../lib/drawing/raster.ts";
import { countRepeats, findRepeats, REPEAT, withoutRepeats } from "../../lib/data/repeats/repeats.ts";
import { SIGNATURE_LENGTH, signatureMaker } from "../../lib/data/repeats/signature.ts";
import { normal, type Random, stream } from "../../lib/random/mod.ts";
import { scribbles } from "./scribbles.ts";

const { none, near, identical } = REPEAT;

/** The first half is trained on, the second half, in which `change` made each image from its twin, tested on. */
function twins(n: number, change: (pixels: Uint8Array, random: Random) => Uint8Array): Dataset {
  const originals = scribbles({ n });
  const both = select(originals, Array.from({ length: 2 * n }, (_, i) => i % n));
  const random = stream(11, "change");
  for (let i = n; i < 2 * n; i++) image(both, i).set(change(image(both, i).slice(), random));
  return both;
}

function halves(dataset: Dataset) {
  const n = size(dataset) / 2;
  return {
    train: Uint32Array.from({ length: n }, (_, i) => i),
    test: Uint32Array.from({ length: n }, (_, i) => n + i),
    leftOut: 0,
  };
}

function kinds(dataset: Dataset): Record<"none" | "near" | "identical", number> {
  const { test } = findRepeats(dataset, halves(dataset));
  const count = (kind: number) => test.filter((value) => value === kind).length;
  return { none: count(none), near: count(near), identical: count(identical) };
}

function shifted(pixels: Uint8Array, dx: number, dy: number): Uint8Array {
  const moved = new Uint8Array(IMAGE_BYTES);
  for (let y = 0; y < IMAGE_SIZE; y++) {
    for (let x = 0; x < IMAGE_SIZE; x++) {
      const fromX = x - dx, fromY = y - dy;
      if (fromX < 0 || fromY < 0 || fromX >= IMAGE_SIZE || fromY >= IMAGE_SIZE) continue;
      moved[y * IMAGE_SIZE + x] = pixels[fromY * IMAGE_SIZE + fromX];
    }
  }
  return moved;
}

Deno.test("all identical images are found, on both sides", () => {
  const dataset = twins(60, (pixels) => pixels);
  const split = halves(dataset);
  assertEquals(countRepeats(findRepeats(dataset, split)), {
    testIdentical: 60,
    testNear: 0,
    trainIdentical: 60,
    trainNear: 0,
  });
});

Deno.test("different scribbles do not repeat each other", () => {
  const dataset = scribbles({ n: 400 });
  assertEquals(countRepeats(findRepeats(dataset, halves(dataset))), {
    testIdentical: 0,
    testNear: 0,
    trainIdentical: 0,
    trainNear: 0,
  });
});

Deno.test("an image moved by a pixel is a near-repeat", () => {
  for (const [dx, dy] of [[1, 0], [0, 1], [-1, -1]]) {
    const { near, identical } = kinds(twins(50, (pixels) => shifted(pixels, dx, dy)));
    assertEquals(identical, 0);
    assert(near >= 48, `${near} of 50 moved by ${dx}, ${dy}`);
  }
});

Deno.test("an image with noise is a near-repeat", () => {
  const noisy = (pixels: Uint8Array, random: Random) =>
    new Uint8Array(Uint8ClampedArray.from(pixels, (value) => value + 15 * normal(random)));
  const found = kinds(twins(50, noisy));
  assertEquals(found.identical, 0);
  assert(found.near >= 49, `${found.near} of 50`);
});

Deno.test("an image saved as JPEG is a near-repeat", async () => {
  const { default: jpeg } = await import("jpeg-js");
  const saved = (pixels: Uint8Array) => {
    const data = new Uint8Array(4 * IMAGE_BYTES);
    pixels.forEach((value, i) => data.fill(255 - value, 4 * i, 4 * i + 4));
    const encoded = jpeg.encode({ data, width: IMAGE_SIZE, height: IMAGE_SIZE }, 60).data;
    const decoded = jpeg.decode(encoded, { useTArray: true }).data;
    return pixels.map((_, i) => 255 - decoded[4 * i]);
  };
  assertEquals(kinds(twins(50, saved)), { none: 0, near: 50, identical: 0 });
});

Deno.test("two drawings of a sign that one tells apart are no near-repeats", () => {
  const dataset = scribbles({ n: 4 });
  const draw = (i: number, strokes: number[][]) => rasterize(strokes, dataset.images, i * IMAGE_BYTES);
  draw(0, [[0, 0, 40, 40], [40, 0, 0, 40]]); // ×
  draw(1, [[0, 20, 40, 20], [20, 0, 20, 40]]); // +
  draw(2, [[0, 5, 40, 35], [40, 5, 0, 35]]); // a flat ×
  draw(3, [[0, 25, 40, 15], [15, 0, 25, 40]]); // a slanted +
  assertEquals(kinds(dataset), { none: 2, near: 0, identical: 0 });
});

Deno.test("the label plays no part, and images without ink repeat each other", () => {
  const dataset = scribbles({ n: 4 });
  image(dataset, 1).fill(0), image(dataset, 3).fill(0);
  image(dataset, 2).set(image(dataset, 0));
  dataset.labels.set([0, 0, 1, 1]);
  assertEquals([...findRepeats(dataset, halves(dataset)).test], [identical, identical]);
});

Deno.test("the fast search finds what comparing every pair finds", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = stream(seed, "lines");
      const n = 40;
      const dataset = scribbles({ n: 2 * n });
      for (let i = 0; i < 2 * n; i++) {
        // Short of other degrees of freedom, many lines come close to each other.
        rasterize([[0, 10 * random(), 40, 10 * random()]], dataset.images, i * IMAGE_BYTES);
      }
      const signatures = new Float32Array(2 * n * SIGNATURE_LENGTH), signatureOf = signatureMaker();
      for (let i = 0; i < 2 * n; i++) signatureOf(image(dataset, i), signatures, i * SIGNATURE_LENGTH);
      const cosine = (a: number, b: number) => {
        let sum = 0;
        for (let k = 0; k < SIGNATURE_LENGTH; k++) {
          sum += signatures[a * SIGNATURE_LENGTH + k] * signatures[b * SIGNATURE_LENGTH + k];
        }
        return sum;
      };
      const found = findRepeats(dataset, halves(dataset));
      for (let i = 0; i < n; i++) {
        const closest = Math.max(...Array.from({ length: n }, (_, k) => cosine(i, n + k)));
        if (Math.abs(closest - 0.99) < 1e-5) continue;
        assertEquals(found.train[i] !== none, closest > 0.99);
      }
    }),
    { numRuns: 20 },
  );
});

Deno.test("repeats are taken out of the training set only", () => {
  const split = { train: Uint32Array.of(4, 1, 3), test: Uint32Array.of(0, 2), leftOut: 1 };
  const repeats = { train: Uint8Array.of(none, near, identical), test: Uint8Array.of(near, identical) };
  assertEquals(withoutRepeats(split, repeats, "identical"), {
    ...split,
    train: Uint32Array.of(4, 1),
    leftOut: 2,
  });
  assertEquals(withoutRepeats(split, repeats, "near"), { ...split, train: Uint32Array.of(4), leftOut: 3 });
});
