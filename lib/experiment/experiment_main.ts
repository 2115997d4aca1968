/**
 * `deno task experiment`: trains and reports.
 * @module
 */
import { createPool } from "../engine/mod.ts";
import { parseCommandLine } from "./command_line.ts";
import { type ExperimentConfig, outputFolder } from "./config.ts";
import { failPlainly } from "./fail_plainly.ts";
import { loadMaterial, type Material } from "./material.ts";
import { type Progress, startProgress } from "./progress.ts";
import { writeReport } from "./report.ts";
import { startResults, writeHistory, writeSummary } from "./results.ts";
import { describeRun, type Observer, type Run, runExperiment } from "./run.ts";
import { summaryLines } from "./summary_lines.ts";

/** Tells of each round on stdout and in the results' folder. */
function reporter(config: ExperimentConfig, material: Material, folder: string): Observer {
  const runs: Run[] = [];
  let progress: Progress;
  let told = "";
  return {
    async started(run) {
      if (runs.length === 0) await startResults(folder, config);
      runs.push(run);
      const line = describeRun(config, material, run);
      if (line !== told) console.log(line);
      told = line;
      run.arrangement.notes.forEach((note) => console.log(`  ${note}`));
      const label = config.seeds > 1 ? `${run.method}, seed ${run.seed}` : run.method;
      progress = await startProgress({ label, rounds: config.rounds });
    },
    async round(run) {
      progress.update(run.rounds.at(-1)!);
      await writeHistory(folder, runs);
    },
    ended() {
      progress.stop();
      return Promise.resolve();
    },
  };
}

async function main(): Promise<number> {
  const command = parseCommandLine(Deno.args);
  if (command.kind === "help") {
    console.log(command.text);
    return 0;
  }
  const { config } = command;
  const interrupt = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    if (interrupt.signal.aborted) Deno.exit(130);
    interrupt.abort();
  });
  const material = await loadMaterial(config);
  material.notes.forEach((note) => console.log(note));
  material.skips.forEach(({ count, reason }) => console.log(`left out: ${count} × ${reason}`));
  const folder = outputFolder(config);
  const executor = createPool(config.workers);
  const runs = await runExperiment(
    config,
    material,
    executor,
    reporter(config, material, folder),
    interrupt.signal,
  );
  executor.close();
  if (!runs.some((run) => run.rounds.length > 0)) {
    console.log("\nStopped before the first round was finished; there are no results.");
    return 130;
  }
  const summary = await writeSummary(folder, config, material, runs);
  await writeReport(folder, config, material, runs, summary);
  console.log(summaryLines(summary, folder).join("\n"));
  return interrupt.signal.aborted ? 130 : 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
