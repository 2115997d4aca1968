import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { stream } from "../../lib/random/mod.ts";
import {
  byWriter,
  dirichlet,
  eachWriter,
  labelCounts,
  labelSets,
  measureSkew,
  parsePartition,
  type Partition,
  PartitionError,
  quantity,
} from "../../lib/partition/mod.ts";
import { drawShares } from "../../lib/partition/dirichlet.ts";

const CLASSES = 10;

/** 0, 1, 2, … of `count` images. */
function images(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

/** Labels that go round. */
function roundLabels(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => i % CLASSES);
}

function skewOf(partition: Partition, labels: Uint8Array) {
  return measureSkew(labelCounts(partition, labels, CLASSES));
}

const anyPartition = fc.record({
  kind: fc.constantFrom("dirichlet", "labels", "quantity", "writers", "each-writer"),
  clients: fc.integer({ min: 1, max: 8 }),
  alpha: fc.double({ min: 0.3, max: 50, noNaN: true }),
  seed: fc.integer({ min: 0, max: 1000 }),
}).map(({ kind, clients, alpha, seed }) => {
  const labels = Uint8Array.from({ length: 600 }, (_, i) => (i >> 1) % CLASSES);
  // Every other image is for training; 12 writers of unequal diligence.
  const train = Uint32Array.from({ length: 300 }, (_, i) => 2 * i);
  const writers = Uint16Array.from({ length: 600 }, (_, i) => Math.floor(Math.sqrt(i / 600) * 12));
  const deal = (): Partition => {
    switch (kind) {
      case "dirichlet":
        return dirichlet(train, labels, { clients, alpha, seed });
      case "labels":
        return labelSets(train, labels, { clients, labelsPerClient: Math.ceil(CLASSES / clients), seed });
      case "quantity":
        return quantity(train, { clients, alpha, seed });
      case "writers":
        return byWriter(train, writers, { clients, seed });
      default:
        return eachWriter(train, writers);
    }
  };
  return { kind, train, deal, writers };
});

Deno.test("every new kind gives each training image to exactly one client, leaves none empty, repeats itself", () => {
  fc.assert(fc.property(anyPartition, ({ train, deal }) => {
    const made = deal();
    assert(made.every((indices) => indices.length > 0));
    assertEquals(made.flatMap((indices) => [...indices]).sort((a, b) => a - b), [...train]);
    assertEquals(deal(), made);
  }));
});

Deno.test("by writer: no writer is with two clients", () => {
  fc.assert(fc.property(anyPartition, ({ kind, deal, writers }) => {
    if (!kind.endsWith("writers") && kind !== "each-writer") return;
    const holders = new Map<number, number>();
    deal().forEach((indices, client) => {
      for (const index of indices) {
        assertEquals(holders.get(writers[index]) ?? client, client);
        holders.set(writers[index], client);
      }
    });
  }));
});

Deno.test("dirichlet: shares add up to 1 and have the distribution's mean and variance", () => {
  // Dir(α, …, α) over K: mean 1/K, variance (1/K)(1 − 1/K)/(Kα + 1).
  for (const alpha of [0.1, 1, 10]) {
    const random = stream(1, "test", alpha);
    const firsts = Array.from({ length: 20_000 }, () => {
      const shares = drawShares(alpha, 5, random);
      assertAlmostEquals(shares.reduce((a, b) => a + b), 1, 1e-12);
      return shares[0];
    });
    const mean = firsts.reduce((a, b) => a + b) / firsts.length;
    const variance = firsts.reduce((sum, x) => sum + (x - mean) ** 2, 0) / firsts.length;
    const expected = 0.2 * 0.8 / (5 * alpha + 1);
    // Five standard errors of the mean; the variance to a twentieth.
    assertAlmostEquals(mean, 0.2, 5 * Math.sqrt(expected / 20_000));
    assertAlmostEquals(variance / expected, 1, 0.05);
  }
});

Deno.test("dirichlet: a tiny α gives everything to one, and no share is lost", () => {
  const shares = drawShares(1e-9, 6, stream(3, "tiny"));
  assertEquals(shares.toSorted(), [0, 0, 0, 0, 0, 1]);
});

Deno.test("dirichlet: the greater α, the nearer to IID, and at infinity it is IID", () => {
  const labels = roundLabels(20_000);
  const skews = [0.1, 1, 10, 1e6].map((alpha) =>
    skewOf(dirichlet(images(20_000), labels, { clients: 10, alpha, seed: 1 }), labels).totalVariation
  );
  assertEquals(skews, skews.toSorted((a, b) => b - a));
  assert(skews[0] > 0.5 && skews[3] < 0.005, `${skews}`);
});

Deno.test("dirichlet refuses what no draw gives, and an α that is none", () => {
  const labels = roundLabels(30);
  assertThrows(
    () => dirichlet(images(30), labels, { clients: 30, alpha: 0.01, seed: 1 }),
    PartitionError,
    "some client had fewer",
  );
  for (const alpha of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => dirichlet(images(30), labels, { clients: 3, alpha, seed: 1 }),
      PartitionError,
      `got ${alpha}`,
    );
  }
});

Deno.test("labels: each client holds C labels, each label has a holder, holders differ by at most one", () => {
  const labels = roundLabels(1000);
  for (const [clients, labelsPerClient] of [[5, 2], [10, 3], [7, 4], [3, 10]]) {
    const counts = labelCounts(
      labelSets(images(1000), labels, { clients, labelsPerClient, seed: 2 }),
      labels,
      CLASSES,
    );
    assertEquals(counts.map((row) => row.filter((n) => n > 0).length), Array(clients).fill(labelsPerClient));
    const holders = Array.from(
      { length: CLASSES },
      (_, label) => counts.filter((row) => row[label] > 0).length,
    );
    assert(Math.min(...holders) >= 1 && Math.max(...holders) - Math.min(...holders) <= 1, `${holders}`);
  }
});

Deno.test("labels refuses a C above the labels there are, and labels that nobody would hold", () => {
  const labels = roundLabels(100);
  const deal = (clients: number, labelsPerClient: number) =>
    labelSets(images(100), labels, { clients, labelsPerClient, seed: 1 });
  assertThrows(() => deal(2, 11), PartitionError, "from 1 to the 10 there are, got 11");
  assertThrows(
    () => deal(3, 3),
    PartitionError,
    "3 clients × 3 labels = 9 for 10 labels: 4 clients or labels:4 would do",
  );
});

Deno.test("quantity: unequal sizes, alike labels", () => {
  const labels = roundLabels(20_000);
  const skew = skewOf(quantity(images(20_000), { clients: 5, alpha: 0.5, seed: 1 }), labels);
  assert(skew.sizeVariation > 0.3, `${skew.sizeVariation}`);
  assert(skew.totalVariation < 0.05, `${skew.totalVariation}`);
});

Deno.test("quantity: at a great α all sizes are alike, as dealt IID", () => {
  const sizes = quantity(images(20_000), { clients: 5, alpha: 1e9, seed: 1 }).map(({ length }) => length);
  // A share of Dir(α) over 5 has deviation 0.4 / √(5α): less than an image in 20,000.
  assert(Math.max(...sizes) - Math.min(...sizes) <= 2, `${sizes}`);
});

Deno.test("writers: worked by hand", () => {
  // Three writers with 4, 2 and 2 images on two clients: whoever is dealt first, the sizes are 4 and 4.
  const writers = Uint16Array.of(0, 0, 0, 0, 1, 1, 2, 2);
  const sizes = byWriter(images(8), writers, { clients: 2, seed: 4 }).map((indices) => indices.length);
  assertEquals(sizes.reduce((a, b) => a + b), 8);
  assert(sizes.every((size) => size === 4 || size === 2 || size === 6), `${sizes}`);
  assertEquals(eachWriter(images(8), writers).map((indices) => [...indices]), [[0, 1, 2, 3], [4, 5], [6, 7]]);
});

Deno.test("writers refuses images whose writers are not known, and more clients than writers", () => {
  assertThrows(
    () => byWriter(images(8), undefined, { clients: 2, seed: 1 }),
    PartitionError,
    "writers are known",
  );
  assertThrows(
    () => byWriter(images(8), new Uint16Array(8), { clients: 2, seed: 1 }),
    PartitionError,
    "got 1 writers for 2 clients",
  );
});

Deno.test("names are read, and what is none is refused with the names there are", () => {
  assertEquals(parsePartition("dirichlet:0.1"), { kind: "dirichlet", alpha: 0.1 });
  assertEquals(parsePartition("quantity:2"), { kind: "quantity", alpha: 2 });
  assertEquals(parsePartition("labels:8"), { kind: "labels", labelsPerClient: 8 });
  assertEquals(parsePartition("writers"), { kind: "writers" });
  assertEquals(parsePartition("each-writer"), { kind: "each-writer" });
  for (
    const text of [
      "dirichlet:0",
      "dirichlet:-1",
      "labels:1.5",
      "labels:0",
      "writers:3",
    ]
  ) {
    assertThrows(() => parsePartition(text), PartitionError, `got "${text}"`);
  }
  assertThrows(
    () => parsePartition("dirichlet"),
    PartitionError,
    "dirichlet needs a number, such as dirichlet:0.1",
  );
  assertThrows(() => parsePartition("Dirichlet:1"), PartitionError, "did you mean dirichlet?");
});
