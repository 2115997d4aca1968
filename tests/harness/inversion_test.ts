import { assert, assertAlmostEquals } from "@std/assert";
import { correlation, invert, restored } from "../../harness/inversion.ts";
import { stream } from "../../lib/random/mod.ts";

Deno.test("an update of one dense layer on one image gives the image away, by hand", () => {
  // x = (3, 5), ∂b = (2, −1): ∂W = x ∂bᵀ.
  const [first, second] = invert(Float64Array.of(6, -3, 10, -5, 2, -1), 2);
  assertAlmostEquals(first, 3, 1e-12);
  assertAlmostEquals(second, 5, 1e-12);
});

Deno.test("an image is restored without a defence, and not with secure aggregation or strong noise", async () => {
  const random = stream(1, "images");
  const examples = {
    images: Uint8Array.from({ length: 100 * 2025 }, () => random() < 0.2 ? 255 * random() : 0),
    labels: Uint8Array.from({ length: 100 }, (_, i) => i % 10),
  };
  const original = examples.images.subarray(0, 2025);
  const seen = async (defence: Parameters<typeof restored>[2]) =>
    correlation(original, await restored(examples, 10, defence, 0.1));
  assert(await seen("none") > 0.999);
  assert(Math.abs(await seen("secure aggregation")) < 0.8);
  assert(Math.abs(await seen("noise at the client")) < 0.3);
});
