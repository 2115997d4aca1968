import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  allocateDataset,
  type Dataset,
  drawInk,
  image,
  merge,
  sample,
  select,
  trainTestSplit,
} from "../../lib/data/mod.ts";
import { IMAGE_BYTES, rasterize } from "../../lib/drawing/mod.ts";
import { LABELS } from "../../lib/symbols/mod.ts";
import { arrange } from "../../lib/experiment/run/arrange.ts";
import type { Material } from "../../lib/experiment/run/material.ts";
import { completeConfig, type Settings } from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";

const ink = drawInk({ count: 200, seed: 1 }), others = drawInk({ count: 100, seed: 2 });

function material(data: Dataset, rest: Partial<Material> = {}): Material {
  return { data, skips: [], notes: [], ...rest };
}

function arranged(from: Material, settings: Settings) {
  return arrange(completeConfig({ experiment: "iid", data: "ink", ...settings }), from, 1);
}

Deno.test("all of a data set is split as the library splits it; a sample is drawn first", () => {
  const { train, test } = trainTestSplit(ink, { kind: "random", fraction: 0.1 }, 1);
  for (const settings of [{ sample: 200 }, { data: "digits" }]) {
    const all = arranged(material(ink), settings);
    assertEquals([all.train, all.test.indices], [train, test]);
  }
  const drawn = trainTestSplit(ink, { kind: "random", fraction: 0.1 }, 1, sample(ink, 50, 1));
  assertEquals(arranged(material(ink), { sample: 50 }).train, drawn.train);
});

Deno.test("more data with test images is refused, other handwriting is not", () => {
  const settings = { sample: 200, moreData: "folder:more" };
  const more = (dataset: Dataset) => material(merge(ink, dataset), { moreFrom: 200 });
  assertEquals(arranged(more(others), settings).notes, []);
  const { message } = assertThrows(() => arranged(more(ink), settings), UsageError);
  assertStringIncludes(
    message,
    "test images are, byte for byte, among those of --more-data folder:more; of ",
  );
  assertStringIncludes(
    message,
    "The test would be on images trained on. Give other images, or --remove-repeats",
  );
  // With them taken out of training it is a test again.
  const { notes, train, test } = arranged(more(ink), { ...settings, removeRepeats: true });
  assertEquals(notes.length, 1);
  const tested = new Set(Array.from(test.indices, (i) => i % 200));
  assertEquals([...train].filter((i) => tested.has(i % 200)), []);
  // What is trained on twice is tested on by nobody.
  const twice = { ...merge(ink, select(ink, [3, 4, 5])), official: new Uint8Array(203) };
  twice.official.fill(1, 100, 120);
  assertEquals(arranged(material(twice, { moreFrom: 200 }), { ...settings, split: "official" }).notes, []);
});

Deno.test("test images among more data count as well the other way about", () => {
  // The only test images are those of the other source.
  const both = { ...merge(ink, select(ink, [3, 4, 5, 6, 7, 8])), official: new Uint8Array(206) };
  both.official.fill(1, 200);
  assertThrows(
    () =>
      arranged(material(both, { moreFrom: 200 }), {
        sample: 200,
        moreData: "folder:more",
        split: "official",
      }),
    UsageError,
    "6 of 6 test images are, byte for byte, among those of --data ink; ",
  );
});

Deno.test("a test source that holds what is trained on is refused; with repeats removed it is tested on", () => {
  const testData = select(ink, [10, 11, 12, 13, 14, 15, 16, 17]);
  const from = material(ink, { testData }), settings = { sample: 200, test: "folder:test" };
  assertThrows(
    () => arranged(from, settings),
    UsageError,
    "8 of 8 test images are, byte for byte, among those of --data ink; ",
  );
  const { train, test, notes } = arranged(from, { ...settings, removeRepeats: true });
  assertEquals(train.filter((i) => i >= 10 && i < 18).length, 0);
  assertEquals([test.indices.length, test.examples], [8, testData]);
  assertEquals(notes, [`${200 - train.length} training images that repeat a test image were removed`]);
  assertEquals(arranged(material(ink, { testData: others }), { sample: 200, test: "x" }).notes, []);
});

Deno.test("plain strokes in both are said with their number", () => {
  const stroke = allocateDataset({ n: 1 });
  rasterize([[0, 10, 40, 10]], stroke.images, 0);
  stroke.labels[0] = LABELS.indexOf("-");
  const from = material(merge(ink, stroke), { testData: merge(others, stroke) });
  assertEquals(arranged(from, { sample: 201, test: "x" }).notes, [
    "1 of 101 test images are, byte for byte, among those of --data ink: plain strokes, which are alike in many hands",
  ]);
});

Deno.test("--remove-repeats removes near-repeats too, moved by a pixel", () => {
  // Three blots of a hand of its own each, and each of them a pixel further right, in the other part.
  const dataset = { ...allocateDataset({ n: 6, official: true }) };
  [0, 1, 2].forEach((i) => {
    rasterize(
      [[0, 10 * i, 40, 20], [10 * i, 0, 20, 40], [0, 40, 15, 13 * i]],
      dataset.images,
      i * IMAGE_BYTES,
    );
    for (let at = IMAGE_BYTES - 1; at > 0; at--) image(dataset, 3 + i)[at] = image(dataset, i)[at - 1];
  });
  dataset.official!.set([1, 1, 1], 3);
  const settings = { data: "crohme:x", split: "official" };
  const kept = arranged(material(dataset), settings);
  assertEquals([kept.train.length, kept.test.indices.length], [3, 3]);
  const third = { ...dataset, official: Uint8Array.of(0, 0, 0, 1, 1, 2) };
  const { train, notes } = arranged(material(third), { ...settings, removeRepeats: true });
  assertEquals([...train], [2]);
  assertEquals(notes, [
    "1 images are in neither part of the official split",
    "2 training images that repeat a test image were removed",
  ]);
});
