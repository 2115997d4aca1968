import type { Examples, Executor, Network, Optimizer } from "../engine/mod.ts";
import type { Partition } from "../partition/mod.ts";
import type { TestSet } from "./evaluation.ts";
import type { Strategy } from "./strategy.ts";

/** What federated and central training share. */
export interface RunOptions {
  /** The network and its batch size B. */
  readonly network: Network;
  /** The training images. */
  readonly examples: Examples;
  /** The images each round is tested on. */
  readonly test: TestSet;
  /** How many rounds; in central training epochs. */
  readonly rounds: number;
  /** A client's optimiser, fresh each round. */
  readonly optimizer: Optimizer;
  /** What the learning rate is multiplied by from round to round; default 1. */
  readonly learningRateDecay?: number;
  /** w⁰; default: drawn with the seed. */
  readonly start?: Float32Array;
  /** Decides the initial model, sampling, order and dropout. */
  readonly seed: number;
  /** Where the work is done. */
  readonly executor: Executor;
}

/** A federated run. */
export interface FederatedOptions extends RunOptions {
  /** Who holds which images. */
  readonly partition: Partition;
  /** Passes over a client's images a round: E. */
  readonly localEpochs: number;
  /** Share of the clients that take part in a round: C. */
  readonly sampledFraction: number;
  /** What clients and server do. */
  readonly strategy: Strategy;
}

/** The clients' optimiser in a round, counted from 1. */
export function optimizerAt({ optimizer, learningRateDecay = 1 }: RunOptions, round: number): Optimizer {
  return { ...optimizer, learningRate: optimizer.learningRate * learningRateDecay ** (round - 1) };
}
