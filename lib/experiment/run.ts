import { size } from "../data/mod.ts";
import { type Executor, type Network, WorkerError } from "../engine/mod.ts";
import {
  central,
  evaluateModel,
  federated,
  parseCodec,
  parseUpload,
  type RoundResult,
  type RunState,
  type Stragglers,
} from "../federated/mod.ts";
import { originalNetwork, type Topology } from "../model/mod.ts";
import {
  type LabelCounts,
  labelCounts,
  measureSkew,
  parsePartition,
  partition,
  type Skew,
} from "../partition/mod.ts";
import { type ExperimentConfig, testSetOf } from "./config.ts";
import { loadStrategy } from "./load_strategy.ts";
import { arrange, type Arrangement, type Material } from "./material.ts";
import { optimizerOf } from "./optimizer.ts";

/** What is compared: "central", or the name of a partition for federated training. */
export type Method = string;

/** A round's record without its parameters: what goes into the history. */
export type RoundRecord = Omit<RoundResult, "parameters" | "state">;

/** A run as far as it came before it was broken off. */
export interface Progressed {
  /** The finished rounds. */
  readonly rounds: readonly RoundRecord[];
  /** What the next one starts from. */
  readonly state: RunState;
}

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
  /** What the next round starts from; absent before the first, and when the run has ended. */
  state?: RunState;
  /** That model's prediction for each test image, filled at the end. */
  predictions?: Uint8Array;
}

/** Who wants to know how a run goes. */
export interface Observer {
  /** Where a run was broken off; undefined where it is to start from the beginning. Default: from the beginning. */
  resume?(method: Method, seed: number): Progressed | undefined;
  /** A run is about to begin, or to go on. */
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
  const resumed = observer.resume?.(method, seed);
  const options = {
    network,
    examples: material.data,
    test,
    rounds: config.rounds,
    optimizer: optimizerOf(config),
    learningRateDecay: config.learningRateDecay,
    seed,
    executor,
    clock: config,
    resume: resumed?.state,
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
      sampling: config.sampling,
      stragglers: stragglersOf(config),
      uplink: parseUpload(config.up),
      downlink: parseCodec(config.down),
      strategy: await loadStrategy(config.strategy),
    })
    : central({ ...options, indices: train });
  const counts = dealt && labelCounts(dealt, material.data.labels, material.data.classes.length);
  const run: Run = {
    method,
    seed,
    arrangement,
    topology: network.topology,
    rounds: [...resumed?.rounds ?? []],
    parameters: resumed?.state.parameters,
    ...(counts && { clients: { labelCounts: counts, skew: measureSkew(counts) } }),
  };
  await observer.started(run);
  try {
    for await (const { parameters, state, ...record } of rounds) {
      run.parameters = parameters;
      run.state = state;
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
    run.state = undefined;
    await observer.ended(run);
  }
  return run;
}

function stragglersOf({ dropOut, slowShare, slowFactor, leastWork }: ExperimentConfig): Stragglers {
  return { dropout: dropOut, slow: { share: slowShare, factor: slowFactor }, leastWork };
}

function networkOf({ batchSize }: ExperimentConfig, { data }: Material): Network {
  return { topology: originalNetwork({ classes: data.classes.length }), batchSize };
}

/** One line on a run's images and clients. */
export function describeRun(config: ExperimentConfig, { data }: Material, run: Run): string {
  const { train, test } = run.arrangement;
  const tested = testSetOf(config);
  const line = `${config.data}: ${
    size(data)
  } images, ${train.length} to train, ${test.indices.length} to test (${tested})`;
  if (!run.clients) return line;
  const { skew, labelCounts } = run.clients;
  return `${line}; ${labelCounts.length} clients hold ${
    skew.classesPresent.toFixed(1)
  } of ${data.classes.length} ` +
    `classes on average, total variation ${skew.totalVariation.toFixed(2)}; ${config.strategy}`;
}
