import {
  BATCH_SIZE,
  type Examples,
  type Executor,
  type ImageReader,
  type Network,
  openExamples,
  type Optimizer,
  type StreamedExamples,
} from "../engine/mod.ts";
import type { LazyPartition } from "../partition/mod.ts";
import type { CodecSpec, UploadSpec } from "./compression/mod.ts";
import type { Faults } from "./faults/faults.ts";
import type { Hostile } from "./hostile/attack.ts";
import { hostileClients } from "./hostile/hostile_clients.ts";
import type { TestSet } from "./evaluation.ts";
import type { RoundWork } from "./round_work.ts";
import type { RunState } from "./run_state.ts";
import type { Sampling } from "./clients/sampling.ts";
import type { ClockModel } from "./simulated_clock.ts";
import type { Stragglers } from "./clients/stragglers.ts";
import { fedAvg } from "./strategies/fedavg.ts";
import type { Strategy } from "./strategy.ts";
import type { Weights } from "./weights.ts";

/** What federated and central training share. */
export interface RunOptions {
  /** The network and its batch size B; default B: 32. */
  readonly network: Network;
  /** The training images, held or streamed. */
  readonly examples: Examples | StreamedExamples;
  /** The images each round is tested on; default: rounds are not tested, and have no accuracy and no loss. */
  readonly test?: TestSet;
  /** How many rounds; in central training epochs. */
  readonly rounds: number;
  /** A client's optimiser, fresh each round. */
  readonly optimizer: Optimizer;
  /** What the learning rate is multiplied by from round to round; default 1. */
  readonly learningRateDecay?: number;
  /** w⁰; default: drawn with the seed. */
  readonly start?: Float32Array;
  /** Goes on from here, to the bytes of a run that was never broken off; default: from the start. */
  readonly resume?: RunState;
  /** Decides the initial model, sampling, order and dropout. */
  readonly seed: number;
  /** Where the work is done. */
  readonly executor: Executor;
  /** Told of each round that begins to train, for telling how far a long one is; not of exchanges that replace one. */
  readonly begun?: (work: RoundWork) => void;
  /** Decides the simulated seconds; default: `HOME`. */
  readonly clock?: ClockModel;
}

/** Options of a run that is tested, so that its rounds have an accuracy and a loss. */
export type Tested<Options extends RunOptions> = Options & {
  /** The images each round is tested on. */
  readonly test: TestSet;
};

/** A federated run. */
export interface FederatedOptions extends RunOptions {
  /** Who holds which images: a `Partition`, or one whose clients are made when they are drawn. */
  readonly partition: LazyPartition;
  /** Passes over a client's images a round: E; default 1. */
  readonly localEpochs?: number;
  /** Share of the clients that take part in a round: C; default 1, all of them. */
  readonly sampledFraction?: number;
  /** How they are drawn; default: all alike. */
  readonly sampling?: Sampling;
  /**
   * What clients weigh in the mean of a round: their images n_k, or all alike; default: their images, or all alike where
   * the strategy counts them so by its definition.
   */
  readonly weights?: Weights;
  /** Clients that are slow, drop out or do less; default: none. */
  readonly stragglers?: Stragglers;
  /** Clients that do harm on purpose; default: none. */
  readonly hostile?: Hostile;
  /** What goes wrong, and how often; default: nothing. */
  readonly faults?: Faults;
  /** Whether the server sees only sums over a round's clients: secure aggregation; default: it sees each. */
  readonly secure?: boolean;
  /** How updates are sent up; default: as they are. */
  readonly uplink?: UploadSpec;
  /** How the model is sent down; default: as it is. */
  readonly downlink?: CodecSpec;
  /** What clients and server do; default: `fedAvg()`. */
  readonly strategy?: Strategy;
}

/** A federated run in which nothing is left out that has a default and is needed in every round, or is the same in all. */
export interface FederatedRun extends FederatedOptions {
  /** The network and its batch size. */
  readonly network: Network & { readonly batchSize: number };
  /** Passes over a client's images a round: E. */
  readonly localEpochs: number;
  /** Share of the clients that take part in a round: C. */
  readonly sampledFraction: number;
  /** What clients and server do. */
  readonly strategy: Strategy;
  /** Reads the training images on this thread. */
  readonly images: ImageReader;
  /** Who is hostile. */
  readonly hostileClients: ReadonlySet<number>;
}

/** The options with their defaults: batches of 32, one local epoch, all clients, FedAvg. */
export async function withDefaults(options: FederatedOptions): Promise<FederatedRun> {
  const { network, localEpochs = 1, sampledFraction = 1, strategy = fedAvg() } = options;
  const { batchSize = BATCH_SIZE } = network;
  return {
    ...options,
    network: { ...network, batchSize },
    localEpochs,
    sampledFraction,
    strategy,
    images: await openExamples(options.examples),
    hostileClients: hostileClients(options.hostile, options.partition.length, options.seed),
  };
}

/** What is sent where nothing is said: 32-bit floats. */
export const NOT_COMPRESSED: CodecSpec = { kind: "none" };

/** The clients' optimiser in a round, counted from 1. */
export function optimizerAt(
  { optimizer, learningRateDecay = 1 }: Pick<RunOptions, "optimizer" | "learningRateDecay">,
  round: number,
): Optimizer {
  return { ...optimizer, learningRate: optimizer.learningRate * learningRateDecay ** (round - 1) };
}
