import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { Frame } from "../../cluster/frame.ts";
import { orderFrame } from "../../cluster/order.ts";
import { ownImages } from "../../cluster/own_images.ts";
import { trainHere } from "../../cluster/train_here.ts";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { completeConfig, type ExperimentConfig } from "../../lib/experiment/mod.ts";
import { arrange } from "../../lib/experiment/run/arrange.ts";
import { loadMaterial } from "../../lib/experiment/run/material.ts";
import { size } from "../../lib/data/mod.ts";
import { deal } from "../../lib/experiment/run/deal.ts";
import { optimizerOf } from "../../lib/experiment/settings/optimizer.ts";
import { fedAvg, federated, fedProx, initialModel } from "../../lib/federated/mod.ts";
import { parseNetwork } from "../../lib/model/mod.ts";
import { testWith } from "../permission.ts";

const CONFIG = completeConfig({
  ...{
    experiment: "shards:2",
    data: "digits",
    sample: 60,
    clients: 2,
    network: "linear",
    rounds: 1,
    seed: 7,
  },
});
/** What `cluster join --data digits --sample 60` brings. */
const NODE = { data: "digits", sample: 60 };
const NEEDS = { read: true, write: true };

/** What a node is sent in round 1. */
async function request(config: ExperimentConfig, changed: Record<string, unknown> = {}): Promise<Frame> {
  const { data: { classes } } = await loadMaterial(config);
  const { topology } = parseNetwork(config.network, classes.length);
  const start = initialModel({ topology, batchSize: config.batchSize }, config.seed);
  const patience = { nodes: 1, waitSeconds: 1, roundSeconds: 1 };
  const { header: { spec, config: told }, body } = await orderFrame(
    config,
    topology,
    classes,
    start,
    patience,
  );
  const sent = { ...told as Record<string, unknown>, client: 5, "server-round": 1, ...changed };
  return { header: { op: "train", spec, config: sent, node: { part: 0 } }, body };
}

for (
  const [name, strategy, more] of [
    ["FedAvg", fedAvg(), {}],
    ["FedProx", fedProx({ mu: 0.5 }), { "proximal-mu": 0.5 }],
  ] as const
) {
  testWith(NEEDS, `a node trains as the same client of the simulation, ${name}`, async () => {
    const material = await loadMaterial(CONFIG);
    const { train, test } = arrange(CONFIG, material, 7);
    const { examples, partition } = await deal(CONFIG, material.data, train, CONFIG.experiment, 7);
    const { topology } = parseNetwork("linear", material.data.classes.length);
    const executor = inlineExecutor();
    const [alone] = [partition[0]];
    const rounds = federated({
      network: { topology, batchSize: CONFIG.batchSize },
      ...{
        examples,
        test,
        partition: [alone],
        strategy,
        rounds: 1,
        localEpochs: 1,
        sampledFraction: 1,
        seed: 7,
      },
      optimizer: optimizerOf(CONFIG),
      executor,
    });
    const { value } = await rounds.next();
    const answer = await trainHere(await request(CONFIG, more), NODE, executor);
    assertEquals(answer.body, Float32Array.from(value!.parameters));
    const { steps, trainingLoss, updateNorm } = value!.clients[0];
    const metrics = answer.header.metrics as Record<string, number>;
    assertEquals(
      [metrics["num-examples"], metrics.client, metrics.steps, metrics["training-loss"]],
      [alone.length, 0, steps, trainingLoss],
    );
    assertEquals(Math.abs(metrics["update-norm"] - updateNorm) < 1e-9, true);
  });
}

const REFUSED: [string, Record<string, unknown>, string][] = [
  ["another version", { version: "0.0.1/abc" }, "the server 0.0.1/abc"],
  ["other classes", { classes: '["0","1"]' }, "this node has the model version"],
  ["a setting against its rule", { experiment: '{"experiment":"iid","rounds":0}' }, "rounds"],
  ["an unknown setting", { experiment: '{"experiment":"iid","run":"rm"}' }, "not a known key"],
  ["other images", {
    experiment: JSON.stringify({ ...CONFIG, data: "folder:/etc" }),
  }, "this node's images are digits, the experiment deals folder:/etc"],
  ["more images", {
    experiment: JSON.stringify({ ...CONFIG, moreData: "folder:runs" }),
  }, "this node's images are digits alone, the experiment adds folder:runs"],
  ["another sample", {
    experiment: JSON.stringify({ ...CONFIG, sample: 50 }),
  }, "this node deals 60 images, the experiment 50: join with its --sample"],
  ["all images", {
    experiment: JSON.stringify({ ...CONFIG, sample: undefined }),
  }, "this node deals 60 images, the experiment all"],
  ["no round", { "server-round": 0 }, "server-round"],
  ["no JSON", { experiment: "{" }, "config.experiment"],
];

for (const [what, changed, told] of REFUSED) {
  testWith(NEEDS, `a node refuses ${what}`, async () => {
    const sent = await request(CONFIG, changed);
    const error = await assertRejects(() => trainHere(sent, NODE, inlineExecutor()), Error);
    assertStringIncludes(error.message, told);
  });
}

testWith(NEEDS, "a node refuses tensors of another shape", async () => {
  const { header, body } = await request(CONFIG);
  const spec = [["other", [body.length]]] as const;
  await assertRejects(
    () => trainHere({ header: { ...header, spec }, body }, NODE, inlineExecutor()),
    Error,
    "the tensors must be",
  );
});

testWith(
  NEEDS,
  "a node with own images trains on all of them, under the number the server gave",
  async () => {
    const own = { ...CONFIG, experiment: "own-images", data: "ink", sample: 100 };
    const sent = await request(own);
    const answer = await trainHere(
      { ...sent, header: { ...sent.header, node: {} } },
      { data: "ink", sample: 40 },
      inlineExecutor(),
    );
    const { client, ...metrics } = answer.header.metrics as Record<string, number>;
    assertEquals([client, metrics["num-examples"]], [5, 40]);
  },
);

testWith(NEEDS, "a node's sample is the same of its images whatever seed the server says", async () => {
  const own = { ...CONFIG, experiment: "own-images" };
  const { data: { classes } } = await loadMaterial(CONFIG);
  const drawn = (seed: number) =>
    ownImages({ data: "digits", sample: 40 }, { ...own, seed }, classes, undefined);
  const [{ examples, indices }, again] = [await drawn(1), await drawn(2)];
  assertEquals(new Set(indices).size, 40);
  assertEquals(Math.max(...indices) < size(examples), true);
  assertEquals(again.indices, indices);
});

testWith(NEEDS, "labels are numbered as the server's, a symbol the network lacks is refused", async () => {
  const own = { ...CONFIG, experiment: "own-images" };
  const { data } = await loadMaterial(CONFIG);
  const backwards = data.classes.toReversed();
  const { examples, indices } = await ownImages({ data: "digits" }, own, backwards, undefined);
  assertEquals(indices.length, data.labels.length);
  assertEquals(
    Array.from(examples.labels, (label) => backwards[label]),
    Array.from(data.labels, (label) => data.classes[label]),
  );
  const without7 = data.classes.filter((name) => name !== "7");
  await assertRejects(
    () => ownImages({ data: "digits" }, own, without7, undefined),
    Error,
    'no symbol "7"',
  );
});
