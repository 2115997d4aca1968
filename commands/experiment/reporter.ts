import {
  describeRun,
  type ExperimentConfig,
  type LockedFolder,
  type Material,
  materialDigest,
  newestCheckpoint,
  type Observer,
  type Run,
  saveCheckpoint,
  startResults,
  strategyDigests,
  writeConfig,
  writeHistory,
} from "../../lib/experiment/mod.ts";
import { print } from "../shared/print.ts";
import { type Progress, startProgress } from "../shared/progress.ts";

/**
 * Tells of each round on stdout, and writes it and a checkpoint into the results' folder. Until the first round is
 * finished nothing in the folder is touched: a start that fails destroys nothing and leaves nothing.
 */
export function reporter(
  config: ExperimentConfig,
  material: Material,
  folder: LockedFolder,
  start: "fresh" | "resume",
): Observer {
  const runs: Run[] = [];
  const inputs = { images: materialDigest(material), strategies: strategyDigests(config.strategy) };
  let progress: Progress;
  let told = "";
  let written = false;
  return {
    resume(method, seed) {
      if (start === "fresh") return;
      const { checkpoint, notes } = newestCheckpoint(folder.path, config, inputs, method, seed);
      print(...notes.map((note) => `  ${note}`));
      return checkpoint;
    },
    async started(run) {
      runs.push(run);
      const line = describeRun(config, material, run);
      if (line !== told) print(line);
      told = line;
      print(...run.arrangement.notes.map((note) => `  ${note}`));
      const label = config.seeds > 1 ? `${run.method}, seed ${run.seed}` : run.method;
      if (start === "resume") {
        print(`  ${label} goes on after round ${run.rounds.length} of ${config.rounds}`);
        writeHistory(folder.path, runs); // killed between a checkpoint and the history, that lacks a round
      }
      progress = await startProgress({ label, rounds: config.rounds });
    },
    async round(run) {
      const { method, seed, rounds, state } = run;
      folder.check();
      if (!written) await (start === "fresh" ? startResults : writeConfig)(folder.path, config);
      written = true;
      saveCheckpoint(folder.path, { config, ...inputs, method, seed, rounds, state: state! });
      writeHistory(folder.path, runs);
      progress.update(rounds.at(-1)!);
    },
    ended() {
      progress.stop();
      return Promise.resolve();
    },
  };
}
