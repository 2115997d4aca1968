import { size } from "../data/mod.ts";
import { type Executor, type Network, type Optimizer, WorkerError } from "../engine/mod.ts";
import {
  central,
  evaluateModel,
  fedAvg,
  federated,
  type RoundResult,
  type Strategy,
} from "../federated/mod.ts";
import { originalNetwork, readerNetwork, type Topology } from "../model/mod.ts";
import {
  type LabelCounts,
  labelCounts,
  measureSkew,
  parsePartition,
  partition,
  type Skew,
} from "../partition/mod.ts";
import type { ExperimentConfig } from "./config.ts";
import { arrange, type Arrangement, type Material } from "./material.ts";

/** What is compared: "central", or the name of a partition for federated training. */
export type Method = string;

/** A round's record without its parameters: what goes into the history. */
export type RoundRecord = Omit<RoundResult, "parameters">;

/** One method with one seed, as far as it came. */
export interface Run {
  /** The method. */
  readonly method: Method;
  /** The seed. */
  readonly seed: number;
  /** Its images. */
  readonly arrangement: Arrangement;
  /** Who held how many of which label, and how unlike they were; not in central training. */
  readonly clients?: { readonly labelCounts: LabelCounts; readonly skew: Skew };
  /** The network trained. */
  readonly topology: Topology;
  /** The finished rounds. */
  readonly rounds: RoundRecord[];
  /** The model after the last finished round; absent before the first. */
  parameters?: Float32Array;
  /** That model's prediction for each test image, filled at the end. */
  predictions?: Uint8Array;
}

/** Who wants to know how a run goes. */
export interface Observer {
  /** A run is about to begin. */
  started(run: Run): Promise<void>;
  /** A round has ended and stands in `run.rounds`. */
  round(run: Run): Promise<void>;
  /** The run has ended, early or not. */
  ended(run: Run): Promise<void>;
}

/** The methods of an experiment, in the order they are run. */
export function methodsOf({ experiment }: ExperimentConfig): Method[] {
  return experiment === "compare" ? ["central", "iid", "non-iid"] : [experiment];
}

/**
 * Runs an experiment: each method with each seed. When `signal` fires, the round under way is given up; what is
 * finished is returned.
 */
export async function runExperiment(
  config: ExperimentConfig,
  material: Material,
  executor: Executor,
  observer: Observer,
  signal: AbortSignal,
): Promise<Run[]> {
  signal.addEventListener("abort", () => executor.close(), { once: true });
  const runs: Run[] = [];
  for (const method of methodsOf(config)) {
    for (let seed = config.seed; seed < config.seed + config.seeds && !signal.aborted; seed++) {
      runs.push(await runMethod(config, material, method, seed, executor, observer, signal));
    }
  }
  return runs;
}

async function runMethod(
  config: ExperimentConfig,
  material: Material,
  method: Method,
  seed: number,
  executor: Executor,
  observer: Observer,
  signal: AbortSignal,
): Promise<Run> {
  const arrangement = arrange(config, material, seed);
  const network = networkOf(config, material);
  const { train, test } = arrangement;
  const options = {
    network,
    examples: material.data,
    test,
    rounds: config.rounds,
    optimizer: optimizerOf(config),
    learningRateDecay: config.learningRateDecay,
    seed,
    executor,
  };
  const dealt = method === "central"
    ? undefined
    : partition(parsePartition(method), material.data, train, config.clients, seed);
  const rounds = dealt
    ? federated({
      ...options,
      partition: dealt,
      localEpochs: config.localEpochs,
      sampledFraction: config.sampledFraction,
      strategy: strategyOf(config),
    })
    : central({ ...options, indices: train });
  const counts = dealt && labelCounts(dealt, material.data.labels, material.data.classes.length);
  const run: Run = {
    method,
    seed,
    arrangement,
    topology: network.topology,
    rounds: [],
    ...(counts && { clients: { labelCounts: counts, skew: measureSkew(counts) } }),
  };
  await observer.started(run);
  try {
    for await (const { parameters, ...record } of rounds) {
      run.parameters = parameters;
      run.rounds.push(record);
      await observer.round(run);
      if (signal.aborted) break;
    }
    if (run.parameters && !signal.aborted) {
      run.predictions = (await evaluateModel(executor, network, run.parameters, test)).predictions;
    }
  } catch (error) {
    if (!(signal.aborted && error instanceof WorkerError)) throw error;
  } finally {
    await observer.ended(run);
  }
  return run;
}

function networkOf({ network, batchSize }: ExperimentConfig, { data }: Material): Network {
  const classes = data.classes.length;
  const topology = network === "reader" ? readerNetwork(classes) : originalNetwork({ classes });
  return { topology, batchSize };
}

function optimizerOf({ optimizer, learningRate, momentum }: ExperimentConfig): Optimizer {
  return optimizer === "adam" ? { kind: "adam", learningRate } : { kind: "sgd", learningRate, momentum };
}

function strategyOf({ strategy }: ExperimentConfig): Strategy {
  switch (strategy) {
    case "fedavg":
      return fedAvg();
    default: {
      const never: never = strategy;
      throw new Error(`unknown strategy ${never}`);
    }
  }
}

/** One line on a run's images and clients. */
export function describeRun(config: ExperimentConfig, { data, testData }: Material, run: Run): string {
  const { train, test } = run.arrangement;
  const tested = testData ? config.test! : config.split;
  const line = `${config.data}: ${
    size(data)
  } images, ${train.length} to train, ${test.indices.length} to test (${tested})`;
  if (!run.clients) return line;
  const { skew, labelCounts } = run.clients;
  return `${line}; ${labelCounts.length} clients hold ${
    skew.classesPresent.toFixed(1)
  } of ${data.classes.length} ` +
    `classes on average, total variation ${skew.totalVariation.toFixed(2)}`;
}
