import { BATCH_SIZE, type TrainJob } from "../engine/mod.ts";
import type { Partition } from "../partition/mod.ts";
import { streamSeed } from "../random/mod.ts";
import { startingModel } from "./initial_model.ts";
import { type FederatedOptions, optimizerAt } from "./options.ts";

/** Options of `localOnly`: those of a federated run that say who trains on what, and how. */
export type LocalOnlyOptions =
  & Pick<FederatedOptions, "network" | "examples" | "rounds" | "localEpochs" | "seed">
  & Pick<FederatedOptions, "optimizer" | "learningRateDecay" | "start" | "executor">
  & {
    /** Who holds which images: each client has a model of its own. */
    readonly partition: Partition;
  };

/** The clients' models after a round without an exchange. */
export interface LocalOnlyRound {
  /** Counted from 1. */
  readonly round: number;
  /** Each client's own model, in the order of the partition. */
  readonly models: readonly Float32Array[];
}

/**
 * The baseline without a federation: each client trains alone on its own images and never sends or receives anything.
 * All start from one model, and a round has as many steps as one of `federated()`, in the same order, with a fresh
 * optimiser: so after round 1 the models are those that `federated()` averages.
 */
export async function* localOnly(options: LocalOnlyOptions): AsyncGenerator<LocalOnlyRound> {
  const { network, examples, partition, rounds, localEpochs = 1, seed, executor } = options;
  const start = startingModel(options);
  let models = partition.map(() => start);
  for (let round = 1; round <= rounds; round++) {
    const jobs = partition.map((indices, client): TrainJob => ({
      kind: "train",
      network,
      parameters: models[client],
      examples,
      indices,
      training: {
        epochs: localEpochs,
        batchSize: network.batchSize ?? BATCH_SIZE,
        optimizer: optimizerAt(options, round),
        seed: streamSeed(seed, "client", round, client),
      },
    }));
    models = (await Array.fromAsync(executor.run(jobs))).map(({ parameters }) => parameters);
    yield { round, models };
  }
}
