/**
 * `deno task experiment`: trains and reports.
 * @module
 */
import { parseCommandLine } from "./command_line.ts";
import { outputFolder } from "./config.ts";
import { failPlainly } from "./fail_plainly.ts";
import { lockFolder } from "./folder_lock.ts";
import { trustNotes } from "./load_strategy.ts";
import { loadMaterial } from "./material.ts";
import { print } from "./print.ts";
import { writeReport } from "./report.ts";
import { reporter } from "./reporter.ts";
import { writeSummary } from "./results.ts";
import { runExperiment } from "./run.ts";
import { startPool } from "./start_pool.ts";
import { stopOnSignals } from "./stop_on_signals.ts";
import { summaryLines } from "./summary_lines.ts";

async function main(): Promise<number> {
  const command = parseCommandLine(Deno.args);
  if (command.kind === "help") {
    print(...command.text.split("\n"));
    return 0;
  }
  const { config, start } = command;
  print(...trustNotes(config.strategy));
  const material = await loadMaterial(config);
  print(...material.notes, ...material.skips.map(({ count, reason }) => `left out: ${count} × ${reason}`));
  const folder = outputFolder(config);
  using _lock = lockFolder(folder);
  const stop = stopOnSignals();
  const executor = startPool(config);
  const observer = reporter(config, material, folder, start);
  const runs = await runExperiment(config, material, executor, observer, stop.signal);
  executor.close();
  if (!runs.some((run) => run.rounds.length > 0)) {
    print("", "Stopped before the first round was finished; there are no results.");
    return stop.exitCode();
  }
  const summary = await writeSummary(folder, config, material, runs);
  // Drawing takes longer than somebody waits who has asked to stop.
  if (!stop.signal.aborted) await writeReport(folder, config, material, runs, summary);
  print(...summaryLines(summary, folder));
  return stop.exitCode();
}

if (import.meta.main) Deno.exit(await failPlainly(main));
