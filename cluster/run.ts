import { join } from "@std/path";
import { createPool, type Executor } from "../lib/engine/mod.ts";
import { evaluateModel, initialModel, roundSeconds } from "../lib/federated/mod.ts";
import {
  arrange,
  checkStart,
  claimFolder,
  describeMaterial,
  type ExperimentConfig,
  hasRounds,
  loadMaterial,
  type Material,
  networkOf,
  openLine,
  type RoundRecord,
  type Run,
  startingParameters,
  startResults,
  summaryLines,
  type Wish,
  writeHistory,
  writeReport,
  writeSummary,
} from "../lib/experiment/mod.ts";
import { print } from "../commands/shared/print.ts";
import { startProgress } from "../commands/shared/progress.ts";
import { tellStart } from "../commands/shared/tell_start.ts";
import { warnOfSlowPaths } from "../commands/shared/warn_of_slow_paths.ts";
import type { VirtualEnvironment } from "../scripts/virtual_environment.ts";
import { APP } from "./environment.ts";
import { ClusterError, type ClusterRound, followRounds } from "./follow_rounds.ts";
import { writeFrame } from "./frame.ts";
import { orderFrame, type Patience } from "./order.ts";
import { runningSuperLink, type State } from "./state.ts";
import { flower } from "./up.ts";

/** A round's record, with why the nodes that dropped out did. */
type ClusterRecord = RoundRecord & { readonly dropouts: ClusterRound["dropped"] };

/**
 * Runs an experiment on the cluster: the ServerApp drives the nodes, this process tests each round's model and writes
 * the results, in the form `deno task experiment` has.
 *
 * @returns The exit code: 0, 1 where the run broke off, 130 where it was stopped.
 * @throws {UsageError} No SuperLink.
 */
export async function runOnCluster(
  environment: VirtualEnvironment,
  state: State,
  config: ExperimentConfig,
  patience: Patience,
  wish: Wish,
  signal: AbortSignal,
): Promise<number> {
  await runningSuperLink(state);
  using folder = claimFolder(wish);
  if (folder.path !== wish.path) print(`${wish.path} holds a run already: this one goes to ${folder.path}.`);
  try {
    return await runInto(environment, state, config, patience, folder.path, signal);
  } finally {
    if (!hasRounds(folder.path)) folder.discard();
  }
}

async function runInto(
  environment: VirtualEnvironment,
  state: State,
  config: ExperimentConfig,
  patience: Patience,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  warnOfSlowPaths(config.workers);
  const material = await loadMaterial(config);
  print(...describeMaterial(config, material));
  const executor = createPool(config.workers);
  try {
    const begun = await startRun(config, material, executor), { run } = begun;
    const start = run.parameters!;
    run.parameters = undefined;
    await startResults(folder, config);
    const exchange = await Deno.makeTempDir({ dir: state.exchange });
    await writeOrder(exchange, config, run, material, start, patience);
    const failure = await collect(
      environment,
      state,
      config,
      patience,
      folder,
      exchange,
      begun,
      executor,
      signal,
    );
    await Deno.remove(exchange, { recursive: true });
    if (run.rounds.length === 0) {
      print(failure ?? "Stopped before the first round was finished; there are no results.");
      return signal.aborted ? 130 : 1;
    }
    const { parameters, arrangement: { test } } = run;
    const network = { topology: run.topology, batchSize: config.batchSize };
    run.predictions = (await evaluateModel(executor, network, parameters!, test)).predictions;
    const summary = await writeSummary(folder, config, material, [run]);
    await writeReport(folder, { config, material, runs: [run], summary });
    print(
      ...summaryLines(summary),
      ...dropoutLines(run),
      openLine(folder),
    );
    if (failure) print(failure);
    return signal.aborted ? 130 : failure ? 1 : 0;
  } finally {
    executor.close();
  }
}

/** A run before its first round, and the seconds that its start was trained in. */
interface Begun {
  readonly run: Run;
  readonly startSeconds: number;
}

async function startRun(config: ExperimentConfig, material: Material, executor: Executor): Promise<Begun> {
  const { seed, batchSize, experiment } = config;
  const { classes } = material.data;
  const { topology } = networkOf(config, classes);
  const network = { topology, batchSize };
  const arrangement = arrange(config, material, seed);
  const notes = [...arrangement.notes, ...await checkStart(config, arrangement.test)];
  print(...notes.map((note) => `  ${note}`));
  const start = tellStart(experiment);
  let startSeconds = 0;
  const parameters = await startingParameters(config, network, classes, seed, executor, async (epoch) => {
    startSeconds += epoch.seconds;
    await start.update(epoch);
  }, start.within).finally(start.stop) ?? initialModel(network, seed);
  return { run: { method: experiment, seed, arrangement, topology, rounds: [], parameters }, startSeconds };
}

async function writeOrder(
  exchange: string,
  config: ExperimentConfig,
  { topology }: Run,
  { data: { classes } }: Material,
  start: Float32Array,
  patience: Patience,
): Promise<void> {
  using file = await Deno.open(join(exchange, "order.frame"), { write: true, create: true });
  await writeFrame(file, await orderFrame(config, topology, classes, start, patience));
}

/** Submits the run and takes its rounds as they come; returns why it broke off, where it did. */
async function collect(
  environment: VirtualEnvironment,
  state: State,
  config: ExperimentConfig,
  patience: Patience,
  folder: string,
  exchange: string,
  { run, startSeconds }: Begun,
  executor: Executor,
  signal: AbortSignal,
): Promise<string | undefined> {
  const submitted = await flower(
    environment,
    state,
    ...["run", APP, "cluster", "--run-config", `folder=${JSON.stringify(exchange)}`, "--format", "json"],
  );
  const id = /"run-id":\s*"?(\d+)/.exec(submitted.text)?.[1];
  if (!submitted.success || id === undefined) return `The SuperLink does not take the run: ${submitted.text}`;
  const progress = await startProgress({ label: config.experiment, rounds: config.rounds });
  const limit = patience.waitSeconds + patience.roundSeconds + 60;
  let finished = false;
  let last = performance.now();
  try {
    for await (const round of followRounds(exchange, config.rounds, limit, signal)) {
      const network = { topology: run.topology, batchSize: config.batchSize };
      const { accuracy, loss } = await evaluateModel(
        executor,
        network,
        round.parameters,
        run.arrangement.test,
      );
      const seconds = (performance.now() - last) / 1000;
      last = performance.now();
      run.parameters = round.parameters;
      const record = recordOf(config, round, { accuracy, loss, seconds });
      run.rounds.push(startSeconds > 0 && record.round === 1 ? { ...record, startSeconds } : record);
      progress.update(run.rounds.at(-1)!);
      await writeHistory(folder, [run]);
    }
    finished = run.rounds.length === config.rounds;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const { text } = await flower(environment, state, "log", id, "cluster", "--show");
    const log = join(state.processes, "serverapp.log");
    await Deno.writeTextFile(log, text);
    return `The run broke off: ${error.message}. The ServerApp's log: ${log}`;
  } finally {
    progress.stop();
    if (!finished) await flower(environment, state, "stop", id, "cluster");
  }
}

function recordOf(
  config: ExperimentConfig,
  { round, clients, dropped, uploadBytes, downloadBytes }: ClusterRound,
  measured: Pick<RoundRecord, "accuracy" | "loss" | "seconds">,
): ClusterRecord {
  const nodes = clients.length + dropped.length;
  const loads = [
    ...clients.map(({ client, steps }) => ({ client, steps, uploadBytes: uploadBytes / clients.length })),
    ...dropped.map(({ client }) => ({ client, steps: 0, uploadBytes: 0 })),
  ].map((load) => ({ ...load, slowness: 1, downloadBytes: downloadBytes / nodes }));
  const load = { clients: loads, overlaps: false };
  return {
    round,
    ...measured,
    uploadBytes,
    downloadBytes,
    simulatedSeconds: roundSeconds(config, load, config.seed),
    clients: clients.map(({ client, steps, seconds, ...metrics }) => ({
      client,
      images: metrics["num-examples"],
      steps,
      trainingLoss: metrics["training-loss"],
      updateNorm: metrics["update-norm"],
      seconds,
    })),
    dropped: dropped.map(({ client }) => client),
    rejected: [],
    retried: 0,
    load,
    dropouts: dropped,
  };
}

function dropoutLines({ rounds }: Run): string[] {
  return rounds.flatMap((record) =>
    (record as ClusterRecord).dropouts.map(({ client, reason }) =>
      `Round ${record.round}: node ${client} dropped out: ${reason}`
    )
  );
}
