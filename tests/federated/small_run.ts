import { inlineExecutor } from "../../lib/engine/mod.ts";
import { fedAvg, type FederatedOptions, type Tested } from "../../lib/federated/mod.ts";
import type { Partition } from "../../lib/partition/mod.ts";
import { network, randomExamples } from "../engine/networks.ts";

/**
 * A run that takes milliseconds: softmax regression on random images of 6 × 6 and four classes, plain SGD, tested on
 * the images that no client holds.
 *
 * @param images How many there are in all.
 * @param bounds Client k holds those from `bounds[k]` to `bounds[k + 1]`; tested are those from the last on.
 */
export function smallRun(
  images: number,
  bounds: readonly number[],
): Omit<Tested<FederatedOptions>, "rounds" | "localEpochs"> & { readonly partition: Partition } {
  const topology = network([6, 6, 1], ["Flatten", {}], ["Dense", { units: 4, activation: "softmax" }]);
  const examples = randomExamples(topology, images, 6);
  const all = Uint32Array.from({ length: images }, (_, i) => i);
  return {
    network: { topology, batchSize: 8 },
    examples,
    test: { examples, indices: all.slice(bounds.at(-1)) },
    optimizer: { kind: "sgd", learningRate: 0.05, momentum: 0 },
    seed: 5,
    executor: inlineExecutor(),
    partition: bounds.slice(1).map((end, k) => all.slice(bounds[k], end)),
    sampledFraction: 1,
    strategy: fedAvg(),
  };
}
