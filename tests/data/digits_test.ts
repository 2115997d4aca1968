import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { image } from "../../lib/data/dataset.ts";
import { IMAGE_SIZE } from "../../lib/drawing/mod.ts";
import { digitsSource } from "../../lib/data/digits.ts";
import { LABELS } from "../../lib/symbols/labels.ts";

Deno.test("the package's 10,000 digits, so many of each, are labels among the 82", async () => {
  const { dataset } = await digitsSource.load({ seed: 1 });
  assertEquals(dataset.classes, LABELS);
  const counts = Array.from(
    { length: 10 },
    (_, digit) => dataset.labels.filter((label) => LABELS[label] === String(digit)).length,
  );
  assertEquals(counts, [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
});

Deno.test("enlarged digits keep MNIST's mean brightness of 0.1307, on a black border", async () => {
  const { dataset } = await digitsSource.load({ seed: 1 });
  let sum = 0;
  for (const value of dataset.images) sum += value;
  assertAlmostEquals(sum / dataset.images.length / 255, 0.1307, 0.003);
  for (let i = 0; i < dataset.labels.length; i += 100) {
    const pixels = image(dataset, i);
    assert(pixels.subarray(0, IMAGE_SIZE).every((value) => value === 0));
  }
});
