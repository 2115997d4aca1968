import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { createEngine, createPool, type Executor, inlineExecutor, train } from "../../lib/engine/mod.ts";
import {
  central,
  fedAvg,
  federated,
  type FederatedOptions,
  initialModel,
  personalAccuracy,
  type RoundResult,
  type RunOptions,
} from "../../lib/federated/mod.ts";
import type { Partition } from "../../lib/partition/mod.ts";
import { shuffle, stream, streamSeed } from "../../lib/random/mod.ts";
import { network, randomExamples } from "../engine/networks.ts";
import { testWith } from "../permission.ts";

const TOPOLOGY = network(
  [10, 10, 1],
  ["Conv2D", { filters: 6, kernel_size: 3, activation: "relu" }],
  ["MaxPooling2D", { pool_size: 2 }],
  ["Flatten", {}],
  ["Dropout", { rate: 0.2 }],
  ["Dense", { units: 5, activation: "softmax" }],
);
const EXAMPLES = randomExamples(TOPOLOGY, 120, 6);
const ALL = Uint32Array.from({ length: 120 }, (_, i) => i);

function options(executor: Executor = inlineExecutor()): RunOptions {
  return {
    network: { topology: TOPOLOGY, batchSize: 8 },
    examples: EXAMPLES,
    test: { examples: EXAMPLES, indices: ALL.slice(90) },
    rounds: 3,
    optimizer: { kind: "adam", learningRate: 1e-3 },
    seed: 5,
    executor,
  };
}

function threeClients(executor?: Executor): FederatedOptions & { readonly partition: Partition } {
  return {
    ...options(executor),
    partition: [ALL.slice(0, 13), ALL.slice(13, 60), ALL.slice(60, 90)],
    localEpochs: 2,
    sampledFraction: 1,
    strategy: fedAvg(),
  };
}

/** A run without what the clock decides. */
async function record(run: AsyncIterable<RoundResult>) {
  const rounds = await Array.fromAsync(run);
  return rounds.map(({ seconds: _, clients, parameters, ...rest }) => ({
    ...rest,
    clients: clients.map(({ seconds: _, ...client }) => client),
    parameters: new Uint32Array(parameters.slice().buffer),
  }));
}

testWith(
  { read: true },
  "a federated run gives the same bytes inline and with 1, 2, 3 and 8 workers",
  async () => {
    const expected = await record(federated(threeClients()));
    for (const workers of [1, 2, 3, 8]) {
      const pool = createPool(workers);
      assertEquals(await record(federated(threeClients(pool))), expected);
      pool.close();
    }
  },
);

testWith(
  { read: true },
  "central training gives the same bytes inline and with 1, 2, 3 and 8 workers",
  async () => {
    const expected = await record(central({ ...options(), indices: ALL.slice(0, 90) }));
    for (const workers of [1, 2, 3, 8]) {
      const pool = createPool(workers);
      assertEquals(await record(central({ ...options(pool), indices: ALL.slice(0, 90) })), expected);
      pool.close();
    }
  },
);

Deno.test("one client with all images is plain training", async () => {
  const run = { ...threeClients(), partition: [ALL.slice(0, 90)], rounds: 1 };
  const [result] = await Array.fromAsync(federated(run));
  const engine = await createEngine(TOPOLOGY, { batchSize: 8 });
  engine.parameters.set(initialModel(run.network, run.seed));
  const seed = streamSeed(run.seed, "client", 1, 0);
  train(engine, EXAMPLES, run.partition[0], { epochs: 2, batchSize: 8, optimizer: run.optimizer, seed });
  assertEquals(result.parameters.slice(), engine.parameters.slice());
});

Deno.test("an epoch of central training that ends in what is not finite leaves the model, and the next goes on", async () => {
  const optimizer = { kind: "sgd", learningRate: 1e25, momentum: 0.9 } as const;
  const diverging = { ...options(), optimizer, learningRateDecay: 1e-28, indices: ALL.slice(0, 90) };
  const [first, second, third] = await Array.fromAsync(central(diverging));
  assertEquals(first.parameters.slice(), initialModel(diverging.network, diverging.seed).slice());
  assertEquals([first.stayed, second.stayed], ["the next model was not finite", undefined]);
  assert(second.parameters.every(Number.isFinite) && second.loss !== first.loss);
  const [resumed] = await Array.fromAsync(central({ ...diverging, rounds: 2, resume: first.state }));
  assertEquals(resumed.parameters.slice(), second.parameters.slice());
  assertEquals(third.round, 3);
});

Deno.test("central training is a loop of whole batches, its optimiser kept from epoch to epoch", async () => {
  const run = { ...options(), indices: ALL.slice(0, 90), rounds: 2 };
  const rounds = await Array.fromAsync(central(run));
  const engine = await createEngine(TOPOLOGY, { batchSize: 8 });
  engine.parameters.set(initialModel(run.network, run.seed));
  let step = 0;
  for (const round of [1, 2]) {
    const order = shuffle(run.indices.slice(), stream(run.seed, "order", round));
    for (let from = 0; from < order.length; from += 8) {
      engine.loadBatch(EXAMPLES, order.subarray(from, from + 8));
      engine.computeGradient({ dropoutSeed: streamSeed(run.seed, "dropout", step++) });
      engine.step(run.optimizer);
    }
  }
  // The pieces' gradients are added in another order than a whole batch's: equal but for rounding.
  engine.parameters.forEach((value, i) => assertAlmostEquals(rounds[1].parameters[i], value, 2e-5));
});

Deno.test("a learning rate of 0 leaves the model as it was", async () => {
  const run = { ...threeClients(), optimizer: { kind: "sgd", learningRate: 0, momentum: 0 } as const };
  const rounds = await Array.fromAsync(federated(run));
  assertEquals(rounds[2].parameters.slice(), initialModel(run.network, run.seed).slice());
  assertEquals(rounds[2].clients.map((client) => client.updateNorm), [0, 0, 0]);
});

Deno.test("the learning rate of round t is that of the first times decay^(t − 1)", async () => {
  const central90 = (run: FederatedOptions) => central({ ...run, indices: ALL.slice(0, 90) });
  for (const start of [(run: FederatedOptions) => federated(run), central90]) {
    const run = { ...threeClients(), learningRateDecay: 1e-30, rounds: 3 };
    const decaying = await Array.fromAsync(start(run)),
      steady = await Array.fromAsync(start({ ...run, learningRateDecay: 1 }));
    // The first round is as ever; a rate of 1e-33 moves no single-precision weight further.
    assertEquals(decaying[0].parameters.slice(), steady[0].parameters.slice());
    assertEquals(decaying[2].parameters.slice(), decaying[0].parameters.slice());
    assert(steady[2].parameters.some((value, i) => value !== steady[0].parameters[i]));
  }
});

Deno.test("a round counts its clients, images, steps and bytes", async () => {
  const [round] = await Array.fromAsync(federated({ ...threeClients(), rounds: 1 }));
  const modelBytes = 4 * initialModel(options().network, 1).length;
  assertEquals([round.uploadBytes, round.downloadBytes], [3 * modelBytes, 3 * modelBytes]);
  assertEquals(round.clients.map(({ client, images, steps }) => [client, images, steps]), [
    [0, 13, 2 * 2],
    [1, 47, 2 * 6],
    [2, 30, 2 * 4],
  ]);
  assert(round.clients.every(({ updateNorm, trainingLoss }) => updateNorm > 0 && trainingLoss > 0));
});

Deno.test("with half the clients sampled, two of four take part, others from round to round", async () => {
  const quarters = [0, 1, 2, 3].map((k) => ALL.slice(20 * k, 20 * k + 20));
  const run = { ...threeClients(), partition: quarters, sampledFraction: 0.5, rounds: 6 };
  const rounds = await Array.fromAsync(federated(run));
  const sampled = rounds.map(({ clients }) => clients.map(({ client }) => client).join());
  assert(sampled.every((pair) => pair.length === 3));
  assert(new Set(sampled).size > 1);
});

Deno.test("accuracy and loss are those of the test images, whatever chunks they are evaluated in", async () => {
  const many = Uint32Array.from({ length: 2500 }, (_, i) => i % 120);
  const run = { ...threeClients(), rounds: 1 };
  const [thirty] = await Array.fromAsync(federated({ ...run, test: { examples: EXAMPLES, indices: ALL } }));
  const [repeated] = await Array.fromAsync(
    federated({ ...run, test: { examples: EXAMPLES, indices: many.slice(0, 2400) } }),
  );
  assertAlmostEquals(repeated.accuracy, thirty.accuracy, 1e-12);
  assertAlmostEquals(repeated.loss, thirty.loss, 1e-9);
});

Deno.test("what is left out of a federated run is FedAvg, one local epoch, all clients, batches of 32", async () => {
  const { localEpochs: _, sampledFraction: __, strategy: ___, ...left } = threeClients();
  const network = { topology: TOPOLOGY };
  const said = { localEpochs: 1, sampledFraction: 1, strategy: fedAvg() };
  assertEquals(
    await record(federated({ ...left, network })),
    await record(federated({ ...left, network: { ...network, batchSize: 32 }, ...said })),
  );
});

Deno.test("central training and fine-tuning of clients take batches of 32 where nothing is said", async () => {
  const network = { topology: TOPOLOGY }, said = { ...network, batchSize: 32 };
  const all = { ...options(), indices: ALL.slice(0, 90) };
  assertEquals(await record(central({ ...all, network })), await record(central({ ...all, network: said })));
  const optimizer = { kind: "adam", learningRate: 0.02 } as const;
  const heldOut = [ALL.slice(90), ALL.slice(90), ALL.slice(90)];
  const run = { ...threeClients(), optimizer, heldOut, epochs: 4 };
  const model = initialModel(network, 1);
  assertEquals(
    await personalAccuracy({ ...run, network }, model),
    await personalAccuracy({ ...run, network: said }, model),
  );
});

Deno.test("a run without test images gives the same models, with no accuracy, loss or success of an attack", async () => {
  const attack = { kind: "backdoor", target: 0, factor: 1 } as const;
  const { test, ...untested } = { ...threeClients(), hostile: { share: 0.3, attack }, rounds: 2 };
  const indices = ALL.slice(0, 90);
  for (
    const [tested, plain] of [
      [federated({ ...untested, test }), federated(untested)],
      [central({ ...untested, test, indices }), central({ ...untested, indices })],
    ]
  ) {
    const expected = await record(tested), got = await record(plain);
    assertEquals(got, expected.map(({ accuracy: _, loss: __, attackSuccess: ___, ...round }) => round));
    assert(expected.every(({ accuracy, loss }) => accuracy! >= 0 && loss! > 0));
    assert(got.every((round) => !("accuracy" in round || "loss" in round || "attackSuccess" in round)));
  }
});
