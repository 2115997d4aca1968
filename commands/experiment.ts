/**
 * `deno task experiment`: trains and reports.
 * @module
 */
import { dirname, resolve } from "@std/path";
import {
  checkLonger,
  claimFolder,
  describeMaterial,
  type ExperimentConfig,
  hasRounds,
  loadMaterial,
  type LockedFolder,
  lockFolder,
  type Material,
  outputFolder,
  resultsIn,
  type Run,
  runExperiment,
  startPool,
  trustNotes,
} from "../lib/experiment/light.ts";
import { projectPath } from "../lib/files/mod.ts";
import { parseCommandLine } from "./experiment/command_line.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { print } from "./shared/print.ts";
import { loadResults } from "./experiment/load_results.ts";
import { reporter } from "./experiment/reporter.ts";
import { type Stop, stopOnSignals } from "./shared/stop_on_signals.ts";
import { warnOfSlowPaths } from "./shared/warn_of_slow_paths.ts";

async function main(): Promise<number> {
  const command = parseCommandLine(Deno.args);
  if (command.kind === "help") {
    print(...command.text.split("\n"));
    return 0;
  }
  const { config } = command, wanted = outputFolder(config);
  warnOfSlowPaths(config.workers);
  print(...trustNotes(config.strategy));
  if (command.start === "resume") await checkLonger(config, command.rounds);
  using folder = command.start === "resume" ? lockFolder(wanted) : claimFolder({
    path: wanted,
    named: config.out !== undefined,
    force: command.force,
    holds: resultsIn,
  });
  if (folder.path !== wanted) print(`${wanted} holds a run already: this one goes to ${folder.path}.`);
  try {
    return await run(config, folder, command.start);
  } finally {
    if (!hasRounds(folder.path)) folder.discard();
  }
}

async function run(
  config: ExperimentConfig,
  folder: LockedFolder,
  start: "fresh" | "resume",
): Promise<number> {
  const executor = startPool(config);
  const material = await loadMaterial(config);
  print(...describeMaterial(config, material));
  const stop = stopOnSignals();
  const observer = reporter(config, material, folder, start);
  const runs = await runExperiment(config, material, executor, observer, stop.signal);
  executor.close();
  if (!runs.some((run) => run.rounds.length > 0)) {
    print("", "Stopped before the first round was finished; there are no results.");
    return stop.exitCode();
  }
  return await tellResults(config, folder, material, runs, stop);
}

/** Writes what came out of the runs, tells of it, and gives the exit code. */
async function tellResults(
  config: ExperimentConfig,
  folder: LockedFolder,
  material: Material,
  runs: readonly Run[],
  stop: Stop,
): Promise<number> {
  const { openLine, removeReport, repeatCommand, stoppedLines, summaryLines, writeReport, writeSummary } =
    await loadResults();
  const summary = await writeSummary(folder.path, config, material, runs);
  // Drawing takes longer than somebody waits who has asked to stop.
  if (stop.signal.aborted) {
    await removeReport(folder.path);
    print(...summaryLines(summary), "", ...stoppedLines(folder.path));
    return stop.exitCode();
  }
  const ceilings = await ceilingsOf(config, folder.path);
  const command = repeatCommand(config, folder.path);
  await writeReport(folder.path, { config, material, runs, summary, command, ceilings });
  print(...summaryLines(summary), "", ...ceilings, openLine(folder.path));
  return stop.exitCode();
}

/** What the run may be compared with, of what lies in runs/ and beside it. */
async function ceilingsOf(config: ExperimentConfig, folder: string): Promise<string[]> {
  const { ceilingLines, findCeilings } = await loadResults();
  const places = new Map([projectPath("runs"), dirname(folder)].map((path) => [resolve(path), path]));
  return ceilingLines(config, folder, findCeilings(config, [...places.values()]));
}

if (import.meta.main) Deno.exit(await failPlainly(main));
