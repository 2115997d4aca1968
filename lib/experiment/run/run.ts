import { detectSimd, type Executor, type Simd, WorkerError } from "../../engine/mod.ts";
import {
  central,
  compose,
  evaluateModel,
  federated,
  frozenLayers,
  type Hostile,
  parseAttack,
  parseCodec,
  parseUpload,
  type PersonalAccuracy,
  personalAccuracy,
  type PersonalOptions,
  type RoundWork,
  type RunState,
  type Stragglers,
  type Strategy,
  type TestedRound,
} from "../../federated/mod.ts";
import type { Topology } from "../../model/mod.ts";
import { drawnEach, type ExperimentConfig } from "../settings/config.ts";
import { deal, type RunClients } from "./deal.ts";
import { loadStrategy } from "../settings/load_strategy.ts";
import { arrange, type Arrangement } from "./arrange.ts";
import type { Material } from "./material.ts";
import { networkOf } from "../settings/network_of.ts";
import { optimizerOf } from "../settings/optimizer.ts";
import { checkStart, type StartEpoch, startingParameters } from "./start.ts";

/** What is compared: "central", or the name of a partition for federated training. */
export type Method = string;

/** A round's record without its parameters: what goes into the history. */
export interface RoundRecord extends Omit<TestedRound, "parameters" | "state"> {
  /** Seconds that the start of the run was trained in before this round; of the first round, where it was trained. */
  readonly startSeconds?: number;
}

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
  /** Who held what, and how unlike they were; not in central training. */
  readonly clients?: RunClients;
  /** The network trained. */
  readonly topology: Topology;
  /** Which instructions trained it here; absent on a cluster, whose nodes have their own. */
  readonly simd?: Simd;
  /** The finished rounds. */
  readonly rounds: RoundRecord[];
  /** The model after the last finished round; absent before the first. */
  parameters?: Float32Array;
  /** What the next round starts from; absent before the first, and when the run has ended. */
  state?: RunState;
  /** That model's prediction for each test image, filled at the end. */
  predictions?: Uint8Array;
  /** How that model does on each client's own held-out images, where some were held out. */
  personal?: readonly PersonalAccuracy[];
}

/** Callbacks during a run. */
export interface Observer {
  /** The state to resume a run from; undefined to start from the beginning, which is the default. */
  resume?(method: Method, seed: number): Progressed | undefined | Promise<Progressed | undefined>;
  /** A run is about to begin, or to go on. */
  started(run: Run): Promise<void>;
  /** The start of the run is about to be trained, or an epoch of that has ended; not where it needs no training. */
  starting?(run: Run, epoch: StartEpoch): Promise<void>;
  /** A round begins to train, or an epoch of the start does. */
  working?(work: RoundWork): void;
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
      runs.push(await runMethod({ config, material, method, seed, executor, observer, signal }));
    }
  }
  return runs;
}

/** What `runMethod` is given. */
export interface MethodOptions {
  /** The settings. */
  readonly config: ExperimentConfig;
  /** The images that the settings name. */
  readonly material: Material;
  /** What is run: "central", or the name of a partition. */
  readonly method: Method;
  /** The seed of this run. */
  readonly seed: number;
  /** Trains and tests; closed by the caller. */
  readonly executor: Executor;
  /** Callbacks during the run. */
  readonly observer: Observer;
  /** Gives up the round under way when it fires. */
  readonly signal: AbortSignal;
}

/** Runs one method with one seed. */
export async function runMethod(
  { config, material, method, seed, executor, observer, signal }: MethodOptions,
): Promise<Run> {
  const resumed = await observer.resume?.(method, seed);
  const arranged = arrange(config, material, seed);
  const startNotes = resumed ? [] : await checkStart(config, arranged.test);
  const arrangement = { ...arranged, notes: [...arranged.notes, ...startNotes] };
  const { classes } = material.data;
  const { topology, frozen } = networkOf(config, classes);
  const { train, test } = arrangement;
  const dealt = await clientsOf(config, material, train, method, seed);
  const run: Run = {
    method,
    seed,
    arrangement,
    topology,
    simd: detectSimd(),
    rounds: [...resumed?.rounds ?? []],
    parameters: resumed?.state.parameters,
    clients: dealt,
  };
  await observer.started(run);
  const network = { topology, batchSize: config.batchSize };
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
    begun: (work: RoundWork) => observer.working?.(work),
    resume: resumed?.state,
  };
  try {
    let startSeconds = 0;
    const start = resumed
      ? undefined
      : await startingParameters(config, network, classes, seed, executor, async (epoch) => {
        startSeconds += epoch.seconds;
        await observer.starting?.(run, epoch);
      }, options.begun);
    const rounds = dealt
      ? federated({
        ...options,
        start,
        examples: dealt.examples,
        partition: dealt.partition,
        localEpochs: config.localEpochs,
        sampledFraction: config.sampledFraction,
        sampling: config.sampling,
        weights: config.weights,
        stragglers: stragglersOf(config),
        hostile: hostileOf(config),
        faults: config.faults,
        secure: config.secure,
        uplink: parseUpload(config.up),
        downlink: parseCodec(config.down),
        strategy: await strategyOf(config, frozen),
      })
      : central({ ...options, start, indices: train });
    for await (const { parameters, state, ...record } of rounds) {
      run.parameters = parameters;
      run.state = state;
      run.rounds.push(startSeconds > 0 && record.round === 1 ? { ...record, startSeconds } : record);
      await observer.round(run);
      if (signal.aborted) break;
    }
    if (run.parameters && !signal.aborted) {
      run.predictions = (await evaluateModel(executor, network, run.parameters, test)).predictions;
      run.personal = await personalOf(config, options, dealt, run.parameters);
    }
  } catch (error) {
    if (!(signal.aborted && error instanceof WorkerError)) throw error;
  } finally {
    run.state = undefined;
    await observer.ended(run);
  }
  return run;
}

/** The clients of a federated run: they draw their images, or are dealt the training images. */
async function clientsOf(
  config: ExperimentConfig,
  { data }: Material,
  train: Uint32Array,
  method: Method,
  seed: number,
): Promise<RunClients | undefined> {
  if (method === "central") return;
  const each = drawnEach(config);
  if (each === undefined) return await deal(config, data, train, method, seed);
  const { drawnClients } = await import("./drawn_clients.ts");
  return drawnClients(config, data.classes, each, seed);
}

/** How the last model does on the clients' own images, where some were held out. */
function personalOf(
  { tuningEpochs: epochs }: ExperimentConfig,
  options: Pick<PersonalOptions, "network" | "optimizer" | "seed" | "executor">,
  dealt: RunClients | undefined,
  parameters: Float32Array,
): Promise<PersonalAccuracy[]> | undefined {
  if (!dealt?.heldOut) return;
  const { examples, partition, heldOut } = dealt;
  return personalAccuracy({ ...options, examples, partition, heldOut, epochs }, parameters);
}

function stragglersOf({ dropOut, slowShare, slowFactor, leastWork }: ExperimentConfig): Stragglers {
  return { dropout: dropOut, slow: { share: slowShare, factor: slowFactor }, leastWork };
}

function hostileOf({ hostileShare: share, attack }: ExperimentConfig): Hostile | undefined {
  return share > 0 ? { share, attack: parseAttack(attack) } : undefined;
}

/** The strategy, with the layers that the network leaves untrained. */
async function strategyOf({ strategy }: ExperimentConfig, frozen: readonly string[]): Promise<Strategy> {
  const chosen = await loadStrategy(strategy);
  return frozen.length > 0 ? compose([chosen, frozenLayers(frozen)]) : chosen;
}
