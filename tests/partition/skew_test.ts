import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import {
  entropyBits,
  hellinger,
  iid,
  labelCounts,
  measureSkew,
  PartitionError,
  shards,
  totalVariation,
} from "../../lib/partition/mod.ts";

Deno.test("labelCounts counts each client's labels, a row a client", () => {
  const labels = Uint8Array.of(0, 2, 2, 1, 0, 2);
  const partition = [Uint32Array.of(0, 1, 2), Uint32Array.of(3, 4), Uint32Array.of(5)];
  assertEquals(labelCounts(partition, labels, 4), [
    Uint32Array.of(1, 0, 2, 0),
    Uint32Array.of(1, 1, 0, 0),
    Uint32Array.of(0, 0, 1, 0),
  ]);
});

Deno.test("skew of two unequal clients, worked by hand", () => {
  // p₀ = (1, 0), p₁ = (1/3, 2/3), together p = (4/8, 4/8).
  const skew = measureSkew([Uint32Array.of(2, 0), Uint32Array.of(2, 4)]);
  assertAlmostEquals(skew.totalVariation, (1 / 2 + 1 / 6) / 2, 1e-12);
  // Hellinger² = 1 − Σ√(p q): 1 − √½ and 1 − (√⅙ + √⅓).
  const first = Math.sqrt(1 - Math.SQRT1_2);
  const second = Math.sqrt(1 - Math.sqrt(1 / 6) - Math.sqrt(1 / 3));
  assertAlmostEquals(skew.hellinger, (first + second) / 2, 1e-12);
  assertAlmostEquals(skew.classesPresent, 1.5, 1e-12);
  // H(1/3, 2/3) = log₂3 − 2/3.
  assertAlmostEquals(skew.labelEntropyBits, (0 + Math.log2(3) - 2 / 3) / 2, 1e-12);
  // Sizes 2 and 6: mean 4, standard deviation 2.
  assertEquals([skew.smallestClient, skew.largestClient], [2, 6]);
  assertAlmostEquals(skew.sizeVariation, 0.5, 1e-12);
});

Deno.test("skew of clients with one class each is the furthest possible from their mixture", () => {
  const skew = measureSkew([0, 1, 2, 3].map((label) => new Uint32Array(4).fill(5, label, label + 1)));
  assertAlmostEquals(skew.totalVariation, 3 / 4, 1e-12);
  assertAlmostEquals(skew.hellinger, Math.sqrt(1 - Math.sqrt(1 / 4)), 1e-12);
  assertEquals([skew.classesPresent, skew.labelEntropyBits, skew.sizeVariation], [1, 0, 0]);
});

Deno.test("skew of clients with the same mixture is zero, whatever their sizes", () => {
  const skew = measureSkew([Uint32Array.of(1, 2, 3), Uint32Array.of(10, 20, 30)]);
  assertAlmostEquals(skew.totalVariation, 0, 1e-12);
  assertAlmostEquals(skew.hellinger, 0, 1e-7);
  assertEquals([skew.classesPresent, skew.smallestClient, skew.largestClient], [3, 6, 60]);
});

Deno.test("distances are symmetric, within [0, 1], and keep Hellinger² ≤ total variation ≤ √2 · Hellinger", () => {
  const distribution = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 5, maxLength: 5 }).map(
    (weights) => {
      const total = weights.reduce((a, b) => a + b);
      return weights.map((weight) => weight / total);
    },
  );
  fc.assert(fc.property(distribution, distribution, (p, q) => {
    const tv = totalVariation(p, q), h = hellinger(p, q);
    assertAlmostEquals(tv, totalVariation(q, p), 1e-12);
    assertAlmostEquals(h, hellinger(q, p), 1e-12);
    assert(tv >= 0 && tv <= 1 && h >= 0 && h <= 1);
    assert(h * h <= tv + 1e-12 && tv <= Math.SQRT2 * h + 1e-12);
  }));
});

Deno.test("entropy of 2ⁿ equal shares is n bits", () => {
  for (const n of [0, 1, 3, 6]) assertAlmostEquals(entropyBits(new Array(2 ** n).fill(2 ** -n)), n, 1e-12);
});

Deno.test("sorted shards are far more skewed than iid", () => {
  const labels = Uint8Array.from({ length: 8200 }, (_, i) => i % 82);
  const train = Uint32Array.from({ length: 8200 }, (_, i) => i);
  const skewOf = (partition: readonly Uint32Array[]) => measureSkew(labelCounts(partition, labels, 82));
  const sorted = skewOf(shards(train, labels, { clients: 10, shardsPerClient: 1, seed: 1 }));
  const mixed = skewOf(iid(train, { clients: 10, seed: 1 }));
  // 8.2 of 82 classes a client, so about 0.9 of each client's images are too many of their label.
  assertAlmostEquals(sorted.totalVariation, 0.9, 0.01);
  assert(mixed.totalVariation < 0.2);
  assertEquals(mixed.classesPresent, 82);
});

Deno.test("skew of a client without images is refused, by number", () => {
  assertThrows(
    () => measureSkew([Uint32Array.of(1), Uint32Array.of(0)]),
    PartitionError,
    "got client 1 without any",
  );
  assertThrows(() => measureSkew([]), PartitionError, "got no client");
});
