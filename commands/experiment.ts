/**
 * `deno task experiment`: trains and reports.
 * @module
 */
import { claimFolder, hasRounds, resultsIn } from "../lib/experiment/results/claim_folder.ts";
import { parseCommandLine } from "./experiment/command_line.ts";
import { type ExperimentConfig, outputFolder } from "../lib/experiment/settings/config.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { type LockedFolder, lockFolder } from "../lib/experiment/results/folder_lock.ts";
import { checkLonger } from "../lib/experiment/run/lengthen.ts";
import { trustNotes } from "../lib/experiment/settings/load_strategy.ts";
import { loadMaterial } from "../lib/experiment/run/material.ts";
import { print } from "./shared/print.ts";
import { writeReport } from "../lib/experiment/results/report.ts";
import { reporter } from "./experiment/reporter.ts";
import { removeReport, writeSummary } from "../lib/experiment/results/results.ts";
import { runExperiment } from "../lib/experiment/run/run.ts";
import { startPool } from "../lib/experiment/run/start_pool.ts";
import { stopOnSignals } from "./shared/stop_on_signals.ts";
import { summaryLines } from "../lib/experiment/results/summary_lines.ts";

async function main(): Promise<number> {
  const command = parseCommandLine(Deno.args);
  if (command.kind === "help") {
    print(...command.text.split("\n"));
    return 0;
  }
  const { config } = command, wanted = outputFolder(config);
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
  const material = await loadMaterial(config);
  print(...material.notes, ...material.skips.map(({ count, reason }) => `left out: ${count} × ${reason}`));
  const stop = stopOnSignals();
  const executor = startPool(config);
  const observer = reporter(config, material, folder, start);
  const runs = await runExperiment(config, material, executor, observer, stop.signal);
  executor.close();
  if (!runs.some((run) => run.rounds.length > 0)) {
    print("", "Stopped before the first round was finished; there are no results.");
    return stop.exitCode();
  }
  const summary = await writeSummary(folder.path, config, material, runs);
  // Drawing takes longer than somebody waits who has asked to stop.
  if (stop.signal.aborted) await removeReport(folder.path);
  else await writeReport(folder.path, config, material, runs, summary);
  print(...summaryLines(summary, folder.path));
  return stop.exitCode();
}

if (import.meta.main) Deno.exit(await failPlainly(main));
