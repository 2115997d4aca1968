/**
 * `deno task harness:endurance`: 500 rounds, whose memory must not grow; 1,000 clients; 10,000 sampled at 1 %.
 * @module
 */
import { createPool, type Examples } from "../lib/engine/mod.ts";
import { fedAvg, federated, type FederatedOptions } from "../lib/federated/mod.ts";
import { originalNetwork, type Topology } from "../lib/model/mod.ts";
import { stream } from "../lib/random/mod.ts";
import { mean, percent } from "../lib/numbers/mod.ts";

const TESTED = 100;
const SIDE = 45, CLASSES = 82;

/** A network small enough for ten thousand clients. */
const SMALL: Topology = {
  class_name: "Sequential",
  config: {
    name: "small",
    layers: [
      { class_name: "Flatten", config: { name: "flatten", batch_input_shape: [null, SIDE, SIDE, 1] } },
      { class_name: "Dense", config: { name: "logits", units: CLASSES, activation: "softmax" } },
    ],
  },
};

/** Random images on shared memory, one for each of so many clients, and some to test on. */
function examplesFor(clients: number): Examples {
  const n = clients + TESTED, random = stream(1, "endurance");
  const images = new Uint8Array(new SharedArrayBuffer(n * SIDE * SIDE));
  const labels = new Uint8Array(new SharedArrayBuffer(n));
  for (let i = 0; i < images.length; i++) images[i] = 256 * random();
  for (let i = 0; i < n; i++) labels[i] = CLASSES * random();
  return { images, labels };
}

/** What the process holds, in megabytes, after each round. */
async function memoryOf(
  topology: Topology,
  clients: number,
  rounds: number,
  sampledFraction: number,
): Promise<number[]> {
  const examples = examplesFor(clients), executor = createPool();
  const options: FederatedOptions = {
    network: { topology, batchSize: 8 },
    examples,
    test: { examples, indices: Uint32Array.from({ length: TESTED }, (_, i) => clients + i) },
    rounds,
    optimizer: { kind: "sgd", learningRate: 0.01, momentum: 0 },
    seed: 1,
    executor,
    partition: Array.from({ length: clients }, (_, k) => Uint32Array.of(k)),
    localEpochs: 1,
    sampledFraction,
    strategy: fedAvg(),
  };
  const memory: number[] = [];
  for await (const _ of federated(options)) memory.push(Deno.memoryUsage().rss / 1e6);
  executor.close();
  return memory;
}

/** The mean over the rounds from `first` to `last`. */
function meanOf(memory: readonly number[], first: number, last: number): number {
  return mean(memory.slice(first - 1, last));
}

const long = await memoryOf(originalNetwork({ classes: CLASSES }), 4, 500, 1);
// Memory rises and falls by a quarter as the collector comes and goes, so that single rounds say little.
const early = meanOf(long, 26, 75), late = meanOf(long, 451, 500);
const growth = late / early - 1;
console.log(
  `500 rounds of 4 clients on the original network: ${
    early.toFixed(0)
  } MB in the 50 rounds about round 50, ` +
    `${late.toFixed(0)} MB in the last 50, ${percent(growth, 1)} more; after round 50 itself ` +
    `${long[49].toFixed(0)} MB, after round 500 ${long[499].toFixed(0)} MB; ${
      Math.max(...long).toFixed(0)
    } MB at most`,
);
for (const [clients, sampledFraction] of [[1000, 1], [10_000, 0.01]]) {
  const start = performance.now();
  const memory = await memoryOf(SMALL, clients, 10, sampledFraction);
  const seconds = (performance.now() - start) / 10_000;
  console.log(
    `${clients} clients, ${100 * sampledFraction} % a round: ${Math.max(...memory).toFixed(0)} MB at most, ` +
      `${seconds.toFixed(2)} s a round`,
  );
}
Deno.exit(growth > 0.05 ? 1 : 0);
