import { newestCheckpoint, saveCheckpoint } from "./checkpoint/checkpoints.ts";
import { materialDigest } from "./checkpoint/material_digest.ts";
import type { ExperimentConfig } from "./config.ts";
import { strategyDigests } from "./load_strategy.ts";
import type { Material } from "./material.ts";
import { print } from "./print.ts";
import { type Progress, startProgress } from "./progress.ts";
import { startResults, writeHistory } from "./results.ts";
import { describeRun, type Observer, type Run } from "./run.ts";

/** Tells of each round on stdout, and writes it and a checkpoint into the results' folder, which is there. */
export function reporter(
  config: ExperimentConfig,
  material: Material,
  folder: string,
  start: "fresh" | "resume",
): Observer {
  const runs: Run[] = [];
  const inputs = { images: materialDigest(material), strategies: strategyDigests(config.strategy) };
  let progress: Progress;
  let told = "";
  return {
    resume(method, seed) {
      if (start === "fresh") return;
      const { checkpoint, notes } = newestCheckpoint(folder, config, inputs, method, seed);
      print(...notes.map((note) => `  ${note}`));
      return checkpoint;
    },
    async started(run) {
      if (runs.length === 0 && start === "fresh") await startResults(folder, config);
      runs.push(run);
      const line = describeRun(config, material, run);
      if (line !== told) print(line);
      told = line;
      print(...run.arrangement.notes.map((note) => `  ${note}`));
      const label = config.seeds > 1 ? `${run.method}, seed ${run.seed}` : run.method;
      if (start === "resume") {
        print(`  ${label} goes on after round ${run.rounds.length} of ${config.rounds}`);
        writeHistory(folder, runs); // killed between a checkpoint and the history, that lacks a round
      }
      progress = await startProgress({ label, rounds: config.rounds });
    },
    round(run) {
      const { method, seed, rounds, state } = run;
      saveCheckpoint(folder, { config, ...inputs, method, seed, rounds, state: state! });
      writeHistory(folder, runs);
      progress.update(rounds.at(-1)!);
      return Promise.resolve();
    },
    ended() {
      progress.stop();
      return Promise.resolve();
    },
  };
}
