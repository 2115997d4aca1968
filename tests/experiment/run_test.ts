import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { allocateDataset, type Dataset, drawInk } from "../../lib/data/mod.ts";
import { IMAGE_BYTES } from "../../lib/drawing/mod.ts";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { completeConfig, type Dealt, type ExperimentConfig } from "../../lib/experiment/mod.ts";
import type { Material } from "../../lib/experiment/run/material.ts";
import { type Observer, type Run, runExperiment } from "../../lib/experiment/run/run.ts";
import { summarize } from "../../lib/experiment/results/summary.ts";
import { initialParameters, layersOf, parameterLayout } from "../../lib/model/mod.ts";
import { stream } from "../../lib/random/mod.ts";
import { testWith } from "../permission.ts";

/** Three classes that a network tells apart at once: a bright band at one of three heights, with noise. */
function bands(n: number): Dataset {
  const data = allocateDataset({ n, classes: ["low", "middle", "high"] });
  const random = stream(1, "bands");
  for (let i = 0; i < n; i++) {
    data.labels[i] = i % 3;
    const at = i * IMAGE_BYTES + (5 + 15 * data.labels[i]) * 45;
    for (let pixel = 0; pixel < 4 * 45; pixel++) data.images[at + pixel] = 155 + Math.floor(100 * random());
  }
  return data;
}

const MATERIAL: Material = { data: bands(90), skips: [], notes: [] };

function config(settings: Partial<ExperimentConfig>): ExperimentConfig {
  return completeConfig({
    experiment: "compare",
    sample: 90,
    rounds: 2,
    clients: 3,
    batchSize: 16,
    split: "random:0.2",
    ...settings,
  });
}

const QUIET: Observer = { started: async () => {}, round: async () => {}, ended: async () => {} };

function run(settings: Partial<ExperimentConfig>, observer = QUIET, signal = new AbortController().signal) {
  return runExperiment(config(settings), MATERIAL, inlineExecutor(), observer, signal);
}

Deno.test("compare runs central, iid and non-iid, each with every seed, on the same test images", async () => {
  const runs = await run({ seeds: 2 });
  assertEquals(runs.map(({ method, seed }) => `${method} ${seed}`), [
    "central 1",
    "central 2",
    "iid 1",
    "iid 2",
    "non-iid 1",
    "non-iid 2",
  ]);
  for (const { arrangement, rounds, predictions } of runs) {
    assertEquals(arrangement.train.length, 72);
    assertEquals(arrangement.test.indices.length, 18);
    assertEquals(rounds.map(({ round }) => round), [1, 2]);
    assertEquals(predictions!.length, 18);
  }
  assertEquals(runs[0].arrangement.test.indices, runs[4].arrangement.test.indices);
  assert(String(runs[0].arrangement.test.indices) !== String(runs[1].arrangement.test.indices));
});

Deno.test("sorted by label, each of three clients holds one of the three classes; dealt at random, all", async () => {
  const [iid] = await run({ experiment: "iid", rounds: 1 });
  const [sorted] = await run({ experiment: "non-iid", rounds: 1 });
  assertEquals(iid.clients!.skew.classesPresent, 3);
  assert(sorted.clients!.skew.classesPresent < 2);
  assert(sorted.clients!.skew.totalVariation > 0.6);
});

Deno.test("the summary is what the rounds and predictions say", async () => {
  const settings = { experiment: "central", rounds: 4, seeds: 2 } as const;
  const runs = await run(settings);
  const summary = summarize(config(settings), MATERIAL, runs);
  assertEquals(summary.stopped, false);
  const [method] = summary.methods;
  const accuracies = runs.map(({ rounds }) => rounds.map(({ accuracy }) => accuracy));
  assertEquals(method.lastAccuracy.each, accuracies.map((each) => each.at(-1)!));
  assertEquals(method.bestAccuracy.each, accuracies.map((each) => Math.max(...each)));
  assertAlmostEquals(method.lastAccuracy.mean, (accuracies[0][3] + accuracies[1][3]) / 2, 1e-12);
  const { test } = runs[0].arrangement;
  const right = [...test.indices].filter((index, i) =>
    test.examples.labels[index] === runs[0].predictions![i]
  );
  assertAlmostEquals(method.detail!.weighted.recall, right.length / test.indices.length, 1e-12);
  assert(method.lastAccuracy.mean > 0.9, "three bands are easy");
});

Deno.test("stopped after its first round, a run keeps it and says that it was stopped", async () => {
  const stop = new AbortController();
  const seen: Run[] = [];
  const observer: Observer = {
    ...QUIET,
    round: (run) => {
      seen.push(run);
      stop.abort();
      return Promise.resolve();
    },
  };
  const runs = await run({ rounds: 5 }, observer, stop.signal);
  assertEquals(seen.length, 1);
  assertEquals(runs.map(({ rounds }) => rounds.length), [1]);
  const summary = summarize(config({ rounds: 5 }), MATERIAL, runs);
  assertEquals([summary.stopped, summary.methods.length, summary.methods[0].rounds], [true, 1, 1]);
});

Deno.test("for choosing settings a part of the training images is tested on, the test images are not seen", async () => {
  const [usual] = await run({ experiment: "iid", rounds: 1 });
  const [choosing] = await run({ experiment: "iid", rounds: 1, validation: 0.25 });
  const { train, test, notes } = choosing.arrangement;
  assertEquals([train.length, test.indices.length], [54, 18]);
  assertEquals([...train, ...test.indices].sort(), [...usual.arrangement.train].sort());
  assertEquals(notes, ["tested on 18 of the training images, the test images are not looked at"]);
  const { testSet } = summarize(config({ experiment: "iid", validation: 0.25 }), MATERIAL, [choosing]);
  assertEquals(testSet, "validation: 0.25 of the training images of ink, split random:0.2");
});

Deno.test("personal accuracy is told beside the global one: before and after, over clients and seeds", async () => {
  const settings = { experiment: "non-iid", rounds: 2, seeds: 2, personalShare: 0.25, tuningEpochs: 2 };
  const runs = await run(settings);
  const held = runs[0].clients!.heldOut!.map(({ length }) => length);
  assertEquals(held, [6, 6, 6]);
  assertEquals(runs[0].personal!.map(({ images }) => images), held);
  const { personal } = summarize(config(settings), MATERIAL, runs).methods[0];
  const means = runs.map(({ personal }) => personal!.reduce((sum, { after }) => sum + after, 0) / 3);
  assertAlmostEquals(personal!.after.mean.mean, (means[0] + means[1]) / 2, 1e-12);
  assertEquals(
    personal!.before.worstTenth.each[0],
    Math.min(...runs[0].personal!.map(({ before }) => before)),
  );
  assert(personal!.after.mean.mean > 0.9, "a client with one class learns it");
  const [without] = await run({ experiment: "non-iid", rounds: 1 });
  assertEquals([without.personal, without.clients!.heldOut], [undefined, undefined]);
});

Deno.test("clients' hands change the clients' images, not those tested on", async () => {
  const [plain] = await run({ experiment: "iid", rounds: 1 });
  const [skewed] = await run({ experiment: "iid", rounds: 1, slantSpread: 0.5, penSpread: 1 });
  assertEquals(skewed.clients!.partition, plain.clients!.partition);
  assertEquals(skewed.arrangement.test.examples, MATERIAL.data);
  const [index] = plain.clients!.partition.at(0)!, from = index * IMAGE_BYTES;
  const imageOf = (
    { clients }: Run,
  ) => [...(clients as Dealt).examples.images.subarray(from, from + IMAGE_BYTES)];
  assert(String(imageOf(skewed)) !== String(imageOf(plain)));
});

Deno.test("random features stay as drawn while the layers around them are trained", async () => {
  const [{ topology, parameters }] = await run({ experiment: "iid", network: "random:7", rounds: 1 });
  const layout = parameterLayout(layersOf(topology));
  const drawn = initialParameters(layout, 1);
  for (const { name, offset, length } of layout) {
    const moved = parameters!.subarray(offset, offset + length).some((w, i) => w !== drawn[offset + i]);
    assertEquals(moved, !name.startsWith("random_features/"), name);
  }
});

testWith(
  { read: true },
  "clients that draw their images train in hands of their own; all of the data is tested on",
  async () => {
    const material: Material = { data: drawInk({ count: 40, seed: 1 }), skips: [], notes: [] };
    const settings = config({
      experiment: "drawn:3",
      clients: 1_000_000,
      sampledFraction: 2e-6,
      network: "linear",
    });
    const runs = await runExperiment(
      settings,
      material,
      inlineExecutor(),
      QUIET,
      new AbortController().signal,
    );
    const [{ arrangement, clients, rounds, predictions }] = runs;
    assertEquals([arrangement.train.length, arrangement.test.indices.length, predictions!.length], [
      0,
      40,
      40,
    ]);
    assertEquals(rounds.map(({ clients }) => clients.map(({ images }) => images)), [[3, 3], [3, 3]]);
    assertEquals(clients!.partition.at(999_999), Uint32Array.of(2_999_997, 2_999_998, 2_999_999));
    assertEquals(clients!.labelCounts.map((counts) => counts.reduce((a, b) => a + b)), Array(100).fill(3));
    // The hands of 100 people differ; three images of each tell.
    assert(clients!.featureSkew.slant > 0.5, `${clients!.featureSkew.slant}`);
    const { images, skips } = summarize(settings, material, runs);
    assertEquals([images, skips], [{ train: 3_000_000, test: 40 }, []]);
  },
);
