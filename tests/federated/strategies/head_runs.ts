import { inlineExecutor } from "../../../lib/engine/mod.ts";
import type { FederatedOptions, Strategy, Tested } from "../../../lib/federated/mod.ts";
import { layersOf, parameterLayout } from "../../../lib/model/mod.ts";
import { shuffle, stream } from "../../../lib/random/mod.ts";
import { network, randomExamples } from "../../engine/networks.ts";

/** Features below the last layer, classes, images. */
export const DEPTH = 20, CLASSES = 4, IMAGES = 160;

/** A network whose last layer is computed of the others' features; its dropout must not show there. */
export const TOPOLOGY = network(
  [8, 8, 1],
  ["Flatten", {}],
  ["Dense", { units: DEPTH, activation: "relu" }],
  ["Dropout", { rate: 0.25 }],
  ["Dense", { units: CLASSES, activation: "softmax" }],
);

/** Where its weights lie. */
export const LAYOUT = parameterLayout(layersOf(TOPOLOGY));

/** Images whose class can be seen, mostly: the label's quarter of the pixels is brighter. */
export const EXAMPLES = learnable();

/** All of them. */
export const ALL = Uint32Array.from({ length: IMAGES }, (_, i) => i);

function learnable() {
  const { images, labels } = randomExamples(TOPOLOGY, IMAGES, 2);
  images.forEach((value, i) => {
    const quarter = Math.floor((i % 64) / 16);
    if (quarter === labels[Math.floor(i / 64)]) images[i] = Math.min(255, value + 40);
  });
  return { images, labels };
}

/** A run on them, tested on all. */
export function headRun(
  strategy: Strategy,
  partition: readonly Uint32Array[],
  rounds = 1,
): Tested<FederatedOptions> {
  return {
    network: { topology: TOPOLOGY, batchSize: 16 },
    examples: EXAMPLES,
    test: { examples: EXAMPLES, indices: ALL },
    partition,
    rounds,
    localEpochs: 1,
    sampledFraction: 1,
    optimizer: { kind: "sgd", learningRate: 0.05, momentum: 0.9 },
    strategy,
    seed: 1,
    executor: inlineExecutor(),
  };
}

/** The same images dealt to clients in three ways: sorted by label, at random, all to one. */
export function threeDeals(): Uint32Array[][] {
  const sorted = ALL.slice().sort((a, b) => EXAMPLES.labels[a] - EXAMPLES.labels[b]);
  const random = shuffle(ALL.slice(), stream(1, "random"));
  return [
    [0, 1, 2, 3].map((k) => sorted.slice(40 * k, 40 * k + 40)),
    [random.slice(0, 5), random.slice(5, 100), random.slice(100)],
    [ALL],
  ];
}
