import {
  type Examples,
  type Executor,
  type Network,
  type Optimizer,
  sharedFloats,
  type TrainJob,
} from "../engine/mod.ts";
import { initialParameters, layersOf, parameterLayout } from "../model/mod.ts";
import type { Partition } from "../partition/mod.ts";
import { stream, streamSeed } from "../random/mod.ts";
import { evaluateModel, type TestSet } from "./evaluation.ts";
import type { ClientResult, RoundResult } from "./round_result.ts";
import { sampleClients } from "./sampling.ts";
import type { ClientUpdate, Strategy } from "./strategy.ts";

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
  /** What the optimiser's learning rate is multiplied by after each round; default 1. */
  readonly learningRateDecay?: number;
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
  /** What the server does. */
  readonly strategy: Strategy;
}

/**
 * Federated training, round by round. The same options give the same bytes, whatever the executor.
 *
 * @example
 * ```ts ignore
 * for await (const { round, accuracy } of federated(options)) console.log(round, accuracy);
 * ```
 */
export async function* federated(options: FederatedOptions): AsyncGenerator<RoundResult> {
  const { partition, rounds, strategy, sampledFraction, seed, executor, network, test } = options;
  let parameters = initialModel(network, seed);
  let state = strategy.init(parameters);
  for (let round = 1; round <= rounds; round++) {
    const start = performance.now();
    const participants = sampleClients(partition.length, sampledFraction, stream(seed, "sample", round));
    const clients: ClientResult[] = [];
    const updates = trainClients(options, round, parameters, participants, clients);
    ({ parameters, state } = await strategy.aggregate(parameters, updates, state));
    const { accuracy, loss } = await evaluateModel(executor, network, parameters, test);
    const bytes = participants.length * parameters.byteLength;
    const seconds = (performance.now() - start) / 1000;
    yield { round, accuracy, loss, uploadBytes: bytes, downloadBytes: bytes, seconds, clients, parameters };
  }
}

/** The model of round 0, on shared memory. */
export function initialModel({ topology }: Network, seed: number): Float32Array {
  const initial = initialParameters(parameterLayout(layersOf(topology)), seed);
  const parameters = sharedFloats(initial.length);
  parameters.set(initial);
  return parameters;
}

/** The participants' updates in their order; `results` receives what each did. */
async function* trainClients(
  { partition, network, examples, localEpochs, seed, executor, ...options }: FederatedOptions,
  round: number,
  parameters: Float32Array,
  participants: Uint32Array,
  results: ClientResult[],
): AsyncGenerator<ClientUpdate> {
  const jobs = Array.from(participants, (client): TrainJob => ({
    kind: "train",
    network,
    parameters,
    examples,
    indices: partition[client],
    training: {
      epochs: localEpochs,
      batchSize: network.batchSize,
      optimizer: decayed(options, round),
      seed: streamSeed(seed, "client", round, client),
    },
  }));
  let next = 0;
  for await (const result of executor.run(jobs)) {
    const client = participants[next++];
    const images = partition[client].length;
    results.push({
      client,
      images,
      steps: result.steps,
      trainingLoss: result.lossSum / result.images,
      updateNorm: distance(parameters, result.parameters),
      seconds: result.seconds,
    });
    yield { client, images, steps: result.steps, parameters: result.parameters };
  }
}

/** The optimiser of a round, counted from 1: η · decay^(round − 1). */
export function decayed(
  { optimizer, learningRateDecay = 1 }: Pick<RunOptions, "optimizer" | "learningRateDecay">,
  round: number,
): Optimizer {
  return { ...optimizer, learningRate: optimizer.learningRate * learningRateDecay ** (round - 1) };
}

/** ‖a − b‖₂. */
function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum);
}
