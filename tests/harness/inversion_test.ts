import { assert, assertAlmostEquals } from "@std/assert";
import { type Defence, restored } from "../../harness/inversion.ts";
import { correlation } from "../../lib/metrics/mod.ts";
import { stream } from "../../lib/random/mod.ts";

/** A hundred independent images, a twentieth of the pixels with ink of any brightness. */
function scattered() {
  const random = stream(1, "images");
  return {
    images: Uint8Array.from({ length: 100 * PIXELS }, () => random() < 0.05 ? 255 * random() : 0),
    labels: Uint8Array.from({ length: 100 }, (_, i) => i % 10),
  };
}

const PIXELS = 2025;
const EXAMPLES = scattered();

/** How near what the server restores comes to each of some images. */
async function nearTo(numbers: readonly number[], defence: Defence, noise = 0): Promise<number[]> {
  const guess = await restored(EXAMPLES, 10, defence, noise);
  return numbers.map((i) => correlation(EXAMPLES.images.subarray(PIXELS * i, PIXELS * (i + 1)), guess));
}

Deno.test("without a defence a client's only image is restored, and no other", async () => {
  const [first, ...others] = await nearTo([0, 1, 9, 10], "none");
  assert(first > 0.999, `${first}`);
  others.forEach((other) => assert(Math.abs(other) < 0.1, `${other}`));
});

Deno.test("of eight images of one label their mean is restored, which is as near to each as to any other", async () => {
  const own = await nearTo([0, 10, 20, 30, 40, 50, 60, 70], "batch of 8");
  // The mean of n independent images has the correlation 1 / √n with each; two of them have 0.02 by chance.
  own.forEach((each) => assertAlmostEquals(each, 1 / Math.sqrt(8), 0.06));
  const [others] = await nearTo([1], "batch of 8");
  assert(Math.abs(others) < 0.1, `${others}`);
});

Deno.test("from a sum of ten clients' updates nobody's image is restored", async () => {
  const each = await nearTo([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "secure aggregation");
  each.forEach((one) => assert(Math.abs(one) < 0.6, `${each}`));
  assert(Math.abs(each[0]) < 0.4, `${each}`);
  // It is made of all of them: squares of the parts of independent images add up to 1.
  assertAlmostEquals(each.reduce((sum, one) => sum + one ** 2, 0), 1, 0.15);
});

Deno.test("noise at the client hides an image as it should by its size", async () => {
  const values = Array.from(EXAMPLES.images.subarray(0, PIXELS), (value) => value / 255);
  const mean = values.reduce((sum, x) => sum + x, 0) / PIXELS;
  const squares = values.reduce((sum, x) => sum + x ** 2, 0), variance = squares / PIXELS - mean ** 2;
  // ‖Δ‖² = ‖∂b‖² (1 + ‖x‖²), so that the noise in each pixel restored has the deviation 0.01 √(1 + ‖x‖²).
  const expected = Math.sqrt(variance / (variance + 0.01 ** 2 * (1 + squares)));
  const [weak] = await nearTo([0], "noise at the client", 0.01);
  assertAlmostEquals(weak, expected, 0.02);
  const [strong] = await nearTo([0], "noise at the client", 0.1);
  assert(Math.abs(strong) < 0.3, `${strong}`);
});
