import { assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import { allocateDataset, type Dataset, labelsOf, OFFICIAL } from "../../lib/data/dataset.ts";
import { DataError } from "../../lib/data/source.ts";
import { formatSplit, parseSplit, sample, type Split, trainTestSplit } from "../../lib/data/split.ts";

/** Nothing is drawn: a split looks at no pixel. */
function blank(n: number, writers?: ArrayLike<number>, official?: ArrayLike<number>): Dataset {
  const writerNames = writers &&
    Array.from({ length: Math.max(...Array.from(writers)) + 1 }, (_, i) => `${i}`);
  const dataset = allocateDataset({ n, writerNames, official: official !== undefined });
  if (writers) dataset.writers!.set(writers);
  if (official) dataset.official!.set(official);
  return dataset;
}

function sorted(...parts: Uint32Array[]): number[] {
  return parts.flatMap((part) => [...part]).sort((a, b) => a - b);
}

const fractions = fc.double({ min: 0.01, max: 0.99, noNaN: true });

Deno.test("a random split has the original's sizes: 67,644 and 7,517 of 75,161", () => {
  const { train, test, leftOut } = trainTestSplit(blank(75_161), { kind: "random", fraction: 0.1 }, 1);
  assertEquals([train.length, test.length, leftOut], [67_644, 7_517, 0]);
});

Deno.test("a random split rounds up, but not for a rounding error: 0.1 of 70 is 7", () => {
  assertEquals(trainTestSplit(blank(70), { kind: "random", fraction: 0.1 }, 1).test.length, 7);
  assertEquals(trainTestSplit(blank(71), { kind: "random", fraction: 0.1 }, 1).test.length, 8);
});

Deno.test("a random split has every image once, and the same seed gives the same", () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 300 }), fractions, fc.nat(), (n, fraction, seed) => {
    const dataset = blank(n);
    fc.pre(Math.ceil(fraction * n) < n);
    const split = trainTestSplit(dataset, { kind: "random", fraction }, seed);
    assertEquals(sorted(split.train, split.test), Array.from({ length: n }, (_, i) => i));
    assertEquals(trainTestSplit(dataset, { kind: "random", fraction }, seed), split);
  }));
});

Deno.test("another seed splits otherwise", () => {
  const [one, two] = [1, 2].map((seed) =>
    trainTestSplit(blank(1000), { kind: "random", fraction: 0.1 }, seed)
  );
  const common = one.test.filter((i) => two.test.includes(i)).length;
  // 10 are expected; 30 is seven deviations away.
  assertEquals(common < 30, true);
});

Deno.test("a split by writer has every image once, no writer on both sides, and both sides", () => {
  const writers = fc.array(fc.nat(20), { minLength: 2, maxLength: 300 })
    .filter((drawn) => new Set(drawn).size > 1);
  fc.assert(fc.property(writers, fractions, fc.nat(), (writers, fraction, seed) => {
    const { train, test } = trainTestSplit(
      blank(writers.length, writers),
      { kind: "writer", fraction },
      seed,
    );
    assertEquals(sorted(train, test), [...writers.keys()]);
    const tested = new Set([...test].map((i) => writers[i]));
    assertEquals([...train].some((i) => tested.has(writers[i])), false);
    assertEquals(train.length > 0 && test.length > 0, true);
  }));
});

Deno.test("a split by writer of writers alike in size tests on the share asked for", () => {
  const writers = Array.from({ length: 1000 }, (_, i) => i % 100);
  const { test } = trainTestSplit(blank(1000, writers), { kind: "writer", fraction: 0.2 }, 3);
  assertEquals(test.length, 200);
});

Deno.test("a split by writer does not test on most images because one wrote most", () => {
  const writers = Array.from({ length: 1000 }, (_, i) => i < 900 ? 0 : 1 + i % 10);
  for (let seed = 0; seed < 20; seed++) {
    const { test } = trainTestSplit(blank(1000, writers), { kind: "writer", fraction: 0.05 }, seed);
    assertEquals(test.length, 50);
  }
});

Deno.test("the official split keeps to its parts and counts what is in neither", () => {
  const { train, test, neither } = OFFICIAL;
  const official = [train, test, neither, train, neither, test, train];
  const split = trainTestSplit(blank(7, undefined, official), { kind: "official" }, 1);
  assertEquals([sorted(split.train), sorted(split.test), split.leftOut], [[0, 3, 6], [1, 5], 2]);
});

Deno.test("a split divides only the images it is given", () => {
  const writers = Array.from({ length: 50 }, (_, i) => i % 5);
  const official = Array.from({ length: 50 }, (_, i) => i % 3);
  const dataset = blank(50, writers, official);
  const among = sample(dataset, 20, 1);
  for (const text of ["random:0.3", "writer:0.3", "official"]) {
    const { train, test, leftOut } = trainTestSplit(dataset, parseSplit(text), 1, among);
    const all = new Set(among);
    assertEquals([...train, ...test].every((i) => all.has(i)), true, text);
    assertEquals(train.length + test.length + leftOut, 20, text);
  }
});

Deno.test("a split that cannot be made says why", () => {
  const message = (dataset: Dataset, text: string) =>
    assertThrows(() => trainTestSplit(dataset, parseSplit(text), 1), DataError).message;
  assertEquals(
    message(blank(10), "writer"),
    "A split by writer needs a data set with known writers, such as ink and crohme; this one has none.",
  );
  assertEquals(message(blank(10), "official"), "This data set has no official split, as crohme has.");
  assertEquals(
    message(blank(3, [0, 0, 0]), "writer"),
    "A split by writer needs at least 2 writers; these images have 1.",
  );
  assertEquals(
    message(blank(1), "random"),
    "A split needs an image in each part; random:0.1 of 1 images gives 0 to train and 1 to test on.",
  );
});

Deno.test("a split is read from the command line and written back", () => {
  const cases: [string, Split, string][] = [
    ["random", { kind: "random", fraction: 0.1 }, "random:0.1"],
    ["random:0.25", { kind: "random", fraction: 0.25 }, "random:0.25"],
    ["writer", { kind: "writer", fraction: 0.1 }, "writer:0.1"],
    ["writer:.2", { kind: "writer", fraction: 0.2 }, "writer:0.2"],
    ["official", { kind: "official" }, "official"],
  ];
  for (const [text, split, written] of cases) {
    assertEquals(parseSplit(text), split);
    assertEquals(formatSplit(split), written);
  }
});

function messageFor(text: string): string {
  if (text === "official:0.1") return `official takes no value, got "official:0.1".`;
  return text === "" || text.includes(":")
    ? `A split is random:F, writer:F, official, with F between 0 and 1 the share tested on, got "${text}".`
    : `There is no split "${text}"; did you mean random? There are random:F, writer:F, official.`;
}

Deno.test("a text that is no split is refused with the rule", () => {
  for (
    const text of ["", "rando", "random:", "random:0", "random:1", "random:x", "writer:-0.1", "official:0.1"]
  ) {
    assertThrows(() => parseSplit(text), DataError, messageFor(text));
  }
});

Deno.test("a sample is drawn without replacement, from the seed", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (size, wish, seed) => {
    const n = 1 + wish % size;
    const drawn = sample(blank(size), n, seed);
    assertEquals(drawn.length, n);
    assertEquals(new Set(drawn).size, n);
    assertEquals(drawn.every((i) => i < size), true);
    assertEquals(sample(blank(size), n, seed), drawn);
  }));
});

Deno.test("a sample larger than the data set is refused with both numbers", () => {
  assertEquals(
    assertThrows(() => sample(blank(10), 11, 1), DataError).message,
    "A sample is at most the whole data set of 10 images; got 11.",
  );
  assertEquals(
    assertThrows(() => sample(blank(10), 0, 1), DataError).message,
    "A sample must be a whole number of images, at least 1; got 0.",
  );
});

Deno.test("labelsOf() gives the labels of the asked images, in that order", () => {
  assertEquals([...labelsOf({ labels: Uint8Array.of(5, 6, 7, 8) }, [3, 0, 0])], [8, 5, 5]);
});
