import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { allocateDataset, type Dataset } from "../../lib/data/dataset.ts";
import {
  iid,
  parsePartition,
  partition,
  PartitionError,
  type PartitionSpec,
  shards,
} from "../../lib/partition/mod.ts";

/** A data set of blank images with these labels. */
function labelled(labels: ArrayLike<number>): Dataset {
  const dataset = allocateDataset({ n: labels.length });
  dataset.labels.set(labels);
  return dataset;
}

const anySpec: fc.Arbitrary<PartitionSpec> = fc.oneof(
  fc.constant<PartitionSpec>({ kind: "iid" }),
  fc.integer({ min: 1, max: 3 }).map((shardsPerClient): PartitionSpec => ({
    kind: "shards",
    shardsPerClient,
  })),
);

/** Labelled images, every other one of them for training, and as many clients as they can serve. */
const anyCase = fc.record({
  spec: anySpec,
  labels: fc.uint8Array({ minLength: 60, maxLength: 200, max: 81 }),
  clients: fc.integer({ min: 1, max: 10 }),
  seed: fc.integer({ min: 0, max: 1000 }),
}).map(({ labels, ...rest }) => ({
  ...rest,
  dataset: labelled(labels),
  train: Uint32Array.from({ length: labels.length >> 1 }, (_, i) => 2 * i),
}));

Deno.test("every partition gives each training image to exactly one client and leaves no client empty", () => {
  fc.assert(fc.property(anyCase, ({ spec, dataset, train, clients, seed }) => {
    const made = partition(spec, dataset, train, clients, seed);
    assertEquals(made.length, clients);
    assert(made.every((indices) => indices.length > 0));
    assertEquals(made.flatMap((indices) => [...indices]).sort((a, b) => a - b), [...train]);
  }));
});

Deno.test("every partition deals the same for the same seed and leaves the training images as they were", () => {
  fc.assert(fc.property(anyCase, ({ spec, dataset, train, clients, seed }) => {
    const before = train.slice();
    const made = partition(spec, dataset, train, clients, seed);
    assertEquals(made, partition(spec, dataset, train, clients, seed));
    assertEquals(train, before);
  }));
});

Deno.test("iid and shards are even: sizes differ by at most one image a shard", () => {
  fc.assert(fc.property(anyCase, ({ spec, dataset, train, clients, seed }) => {
    const sizes = partition(spec, dataset, train, clients, seed).map((indices) => indices.length);
    const allowed = spec.kind === "shards" ? spec.shardsPerClient : 1;
    assert(Math.max(...sizes) - Math.min(...sizes) <= allowed);
  }));
});

Deno.test("iid deals differently for another seed", () => {
  const train = Uint32Array.from({ length: 100 }, (_, i) => i);
  assertNotEquals(iid(train, { clients: 5, seed: 1 }), iid(train, { clients: 5, seed: 2 }));
});

Deno.test("iid gives every client nearly the same mixture of labels", () => {
  // 10 labels × 1000 images on 5 clients: each count is hypergeometric with mean 200 and deviation 12 (6σ = 72).
  const dataset = labelled(Array.from({ length: 10_000 }, (_, i) => Math.floor(i / 1000)));
  const train = Uint32Array.from({ length: 10_000 }, (_, i) => i);
  for (const indices of partition({ kind: "iid" }, dataset, train, 5, 1)) {
    for (let label = 0; label < 10; label++) {
      const held = indices.filter((index) => dataset.labels[index] === label).length;
      assert(Math.abs(held - 200) < 72, `label ${label}: ${held}`);
    }
  }
});

Deno.test("one shard a client: sorted by label, equal labels in their order, cut in a row", () => {
  // Worked by hand. Images 0 to 6 with labels c a b a c b a: a = 1 3 6, b = 2 5, c = 0 4.
  const labels = Uint8Array.of(2, 0, 1, 0, 2, 1, 0);
  const train = Uint32Array.of(0, 1, 2, 3, 4, 5, 6);
  assertEquals(shards(train, labels, { clients: 3, shardsPerClient: 1, seed: 1 }), [
    Uint32Array.of(1, 3),
    Uint32Array.of(6, 2),
    Uint32Array.of(5, 0, 4),
  ]);
});

Deno.test("one shard a client keeps the training set's own order among images of one label", () => {
  const labels = Uint8Array.of(1, 0, 1, 0);
  const options = { clients: 2, shardsPerClient: 1, seed: 1 };
  assertEquals(shards(Uint32Array.of(3, 2, 1, 0), labels, options), [
    Uint32Array.of(3, 1),
    Uint32Array.of(2, 0),
  ]);
});

Deno.test("two shards a client of McMahan's MNIST setting: 100 clients hold at most two labels each", () => {
  // 10 labels × 6000 images, 200 shards of 300: each shard lies within one label.
  const labels = Uint8Array.from({ length: 60_000 }, (_, i) => i % 10);
  const train = Uint32Array.from({ length: 60_000 }, (_, i) => i);
  const dealt = shards(train, labels, { clients: 100, shardsPerClient: 2, seed: 1 });
  const labelsHeld = dealt.map((indices) => new Set(Array.from(indices, (index) => labels[index])).size);
  assert(dealt.every((indices) => indices.length === 600));
  assert(labelsHeld.every((count) => count <= 2));
  // Two shards of the same label meet at one client in about one case of ten.
  assert(labelsHeld.filter((count) => count === 2).length > 75);
});

Deno.test("shards are dealt differently for another seed, except one a client, where nothing is drawn", () => {
  const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 10);
  const train = Uint32Array.from({ length: 100 }, (_, i) => i);
  const deal = (shardsPerClient: number, seed: number) =>
    shards(train, labels, { clients: 5, shardsPerClient, seed });
  assertNotEquals(deal(2, 1), deal(2, 2));
  assertEquals(deal(1, 1), deal(1, 2));
});

Deno.test("a client's indices own their memory, so that posting them takes nothing else along", () => {
  const [first] = iid(Uint32Array.from({ length: 100 }, (_, i) => i), { clients: 10, seed: 1 });
  assertEquals(first.buffer.byteLength, 4 * first.length);
});

Deno.test("a partition that cannot be made says the rule and the numbers got", () => {
  const dataset = labelled([0, 1, 2]);
  const train = Uint32Array.of(0, 1, 2);
  const refused = (spec: PartitionSpec, clients: number, message: string) =>
    assertThrows(() => partition(spec, dataset, train, clients, 1), PartitionError, message);
  const wholeNumber = "The number of clients must be a whole number of at least 1";
  for (const kind of ["iid", "shards"] as const) {
    const spec = { kind, shardsPerClient: 1 } as PartitionSpec;
    refused(spec, 0, `${wholeNumber}, got 0.`);
    refused(spec, -2, `${wholeNumber}, got -2.`);
    refused(spec, 1.5, `${wholeNumber}, got 1.5.`);
    refused(spec, 4, "at least one training image, got 4 clients and 3 training images.");
  }
  refused(
    { kind: "shards", shardsPerClient: 2 },
    2,
    "2 clients × 2 shards = 4 shards and 3 training images.",
  );
  refused(
    { kind: "shards", shardsPerClient: 0 },
    2,
    "shards of each client must be a whole number of at least 1, got 0",
  );
});

Deno.test("partitions are named iid, non-iid and shards:S", () => {
  assertEquals(parsePartition("iid"), { kind: "iid" });
  assertEquals(parsePartition("non-iid"), { kind: "shards", shardsPerClient: 1 });
  assertEquals(parsePartition("shards:12"), { kind: "shards", shardsPerClient: 12 });
  for (const text of ["", "shards:0", "shards:-1", "shards:1.5", "shards:2x"]) {
    assertThrows(() => parsePartition(text), PartitionError, `got "${text}"`);
  }
  assertThrows(() => parsePartition("IID"), PartitionError, 'no partition "IID"; did you mean iid?');
  for (const text of ["shards", "shards:"]) {
    assertThrows(() => parsePartition(text), PartitionError, "shards needs a number, such as shards:2");
  }
});
