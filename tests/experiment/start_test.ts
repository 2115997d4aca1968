import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { drawInk, type ImageSet } from "../../lib/data/mod.ts";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { arrange } from "../../lib/experiment/run/arrange.ts";
import { loadMaterial } from "../../lib/experiment/run/material.ts";
import {
  completeConfig,
  type ExperimentConfig,
  runExperiment,
  type Settings,
} from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { checkStart, type StartEpoch, startingParameters } from "../../lib/experiment/run/start.ts";
import { central } from "../../lib/federated/mod.ts";
import {
  initialParameters,
  layersOf,
  originalNetwork,
  parameterLayout,
  parseNetwork,
  saveModel,
} from "../../lib/model/mod.ts";
import { withFiles } from "../data/files_on_disk.ts";
import { testWith } from "../permission.ts";

function config(settings: Settings): ExperimentConfig {
  return completeConfig({ experiment: "iid", sample: 100, ...settings });
}

testWith({ read: true }, "a start from ink is what central training on public ink gives", async () => {
  const dataset = drawInk({ seed: 1, count: 200, isPublic: true });
  const indices = Uint32Array.from(dataset.labels.keys());
  const network = { topology: originalNetwork({ classes: 82 }), batchSize: 32 };
  const epochs = await Array.fromAsync(central({
    network,
    examples: dataset,
    test: { examples: dataset, indices },
    indices,
    rounds: 5,
    optimizer: { kind: "adam", learningRate: 1e-3 },
    seed: 1,
    executor: inlineExecutor(),
  }));
  const settings = config({ start: "ink:200" });
  const told: StartEpoch[] = [];
  const start = await startingParameters(settings, network, dataset.classes, 1, inlineExecutor(), (epoch) => {
    told.push(epoch);
  });
  assertEquals(start, epochs[4].parameters.slice());
  assertEquals(told.map(({ epoch }) => epoch), [0, 1, 2, 3, 4, 5]);
  for (const { epoch, epochs, images, seconds } of told) {
    assertEquals([epochs, images, seconds > 0], [5, 200, epoch > 0]);
  }
});

testWith(
  { read: true, write: true },
  "a run starts from the layers that a saved model has in common",
  async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      const topology = originalNetwork({ classes: 3 });
      const parameters = initialParameters(parameterLayout(layersOf(topology)), 99);
      await saveModel(folder, { topology, parameters, classes: ["low", "middle", "high"] });
      const start = (network: string, classes = ["low", "middle", "high"]) => {
        const { topology } = parseNetwork(network, 3);
        return startingParameters(
          config({ start: folder }),
          { topology, batchSize: 1 },
          classes,
          1,
          inlineExecutor(),
        );
      };
      assertEquals((await start("original"))!.slice(), parameters);
      const linear = parameterLayout(layersOf(parseNetwork("linear", 3).topology));
      const last = linear.at(-2)!.offset;
      assertEquals((await start("linear"))!.slice(0, last), parameters.slice(0, last));
      // The last layers have the same name, but not the same shape.
      assertEquals((await start("linear"))!.slice(last), initialParameters(linear, 1).slice(last));
      await assertRejects(
        () => start("original", ["a", "b", "c"]),
        UsageError,
        `The start ${folder} must know the classes of --data, which differ.`,
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
    const network = { topology: originalNetwork({ classes: 3 }), batchSize: 1 };
    await assertRejects(
      () => startingParameters(config({ start: "nowhere" }), network, ["a"], 1, inlineExecutor()),
      UsageError,
      "The start nowhere: ",
    );
  },
);

testWith(
  { read: true },
  "a run is told of the training of its start, and counts its seconds once",
  async () => {
    const data = drawInk({ seed: 2, count: 60 });
    const settings = config({ start: "ink:90", rounds: 2, clients: 2, sample: 60, workers: 1 });
    const seen: string[] = [];
    const begun: number[][] = [];
    let trained = 0;
    const tell = (text: string) => {
      seen.push(text);
      return Promise.resolve();
    };
    const runOf = (settings: ExperimentConfig) =>
      runExperiment(settings, { data, skips: [], notes: [] }, inlineExecutor(), {
        started: () => tell("started"),
        starting: (_, { epoch, seconds }) => {
          trained += seconds;
          return tell(`epoch ${epoch}`);
        },
        working: ({ round, images, tested }) => {
          begun.push([round, images, tested]);
        },
        round: ({ rounds }) => tell(`round ${rounds.length}`),
        ended: () => tell("ended"),
      }, new AbortController().signal);
    const [{ rounds: [first, second] }] = await runOf(settings);
    const epochs = [0, 1, 2, 3, 4, 5].map((epoch) => `epoch ${epoch}`);
    assertEquals(seen, ["started", ...epochs, "round 1", "round 2", "ended"]);
    // Epochs of the start, tested on one image as nobody looks; then rounds of 54 images, tested on 6.
    assertEquals(begun, [...[1, 2, 3, 4, 5].map((epoch) => [epoch, 90, 1]), [1, 54, 6], [2, 54, 6]]);
    assertEquals([first.startSeconds, second.startSeconds], [trained, undefined]);
    const [{ rounds: [other] }] = await runOf({ ...settings, start: undefined });
    assertEquals(Object.hasOwn(other, "startSeconds"), false);
  },
);

/** The test images of a run. */
async function testOf(settings: ExperimentConfig): Promise<ImageSet> {
  return arrange(settings, await loadMaterial(settings), settings.seed).test;
}

/** A run's folder as far as a start reads it. */
function runOf(settings: Settings): Record<string, string> {
  return {
    "run/config.json": JSON.stringify({ experiment: "iid", ...settings }),
    "run/model/model.json": "{}",
  };
}

testWith({ read: true, write: true }, "a start that was trained on test images is refused", async () => {
  const split = "random:0.2", sample = 100;
  const refused: [start: Settings, run: Settings][] = [
    [{ sample, split: "writer:0.2" }, {}],
    [{ sample: 60 }, {}],
    // The same handwriting is found in whatever pen.
    [{ sample, split: "writer:0.2", penWidth: 5 }, {}],
    [{ sample, split: "writer:0.2" }, { penWidth: 5 }],
    [{ data: "digits", sample: 5000 }, { data: "digits", sample: 9000 }],
  ];
  for (const [start, run] of refused) {
    await withFiles(runOf(start), async (folder) => {
      const own = config({ split, ...run, start: join(folder, "run") });
      const test = await testOf(own);
      for (const path of ["run", "run/model"]) {
        await assertRejects(
          () => checkStart({ ...own, start: join(folder, path) }, test),
          UsageError,
          `test images are, byte for byte, among those the start ${join(folder, path)} was trained on; of`,
        );
      }
    });
  }
});

testWith(
  { read: true, write: true },
  "a start that was not is taken; of an unknown one it is said",
  async () => {
    const own = config({ split: "random:0.2" }), test = await testOf(own);
    const notes = (start: string) => checkStart({ ...own, start }, test);
    // The same split trains on the same images; another seed draws others.
    for (const start of [{ sample: 100, split: "random:0.2" }, { sample: 100, seed: 2 }]) {
      await withFiles(runOf(start), async (folder) => assertEquals(await notes(join(folder, "run")), []));
    }
    assertEquals(await notes("ink"), []);
    assertEquals(await notes("ink:50"), []);
    const about = (start: string, reason: string) => [
      `whether the start ${start} was trained on test images is not known: ${reason}`,
    ];
    await withFiles({ "model.json": "{}" }, async (folder) => {
      assertEquals(await notes(folder), about(folder, `there is no config.json beside ${folder}`));
    });
    await withFiles(runOf({ data: "folder:no/such/images" }), async (folder) => {
      const start = join(folder, "run");
      assertEquals(await notes(start), about(start, "There is no file or folder no/such/images"));
    });
  },
);

testWith({ read: true, write: true }, "what a start itself started from counts, too", async () => {
  const own = config({ split: "random:0.2" }), test = await testOf(own);
  await withFiles(runOf({ sample: 100, split: "writer:0.2" }), async (older) => {
    await withFiles(runOf({ sample: 100, seed: 2, start: join(older, "run") }), async (folder) => {
      await assertRejects(
        () => checkStart({ ...own, start: join(folder, "run") }, test),
        UsageError,
        "The test would be on images trained on. Give another start.",
      );
    });
  });
});
