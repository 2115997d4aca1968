import {
  describeRun,
  type ExperimentConfig,
  type LockedFolder,
  type Material,
  type Observer,
  type Run,
  strategyDigests,
} from "../../lib/experiment/light.ts";
import type { Inputs } from "../../lib/experiment/mod.ts";
import { detectSimd } from "../../lib/engine/mod.ts";
import { print } from "../shared/print.ts";
import { tellRun } from "../shared/tell_run.ts";
import { loadResults } from "./load_results.ts";

/** After so long a run trains: what it needs later is not loaded before, when it would take time from its first steps. */
const WARM_MILLISECONDS = 500;

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
  const strategies = strategyDigests(config.strategy);
  let inputs: Promise<Inputs> | undefined;
  /** What the run is made of, for its checkpoints; digesting all images need not hold up the first step. */
  const digested = () => inputs ??= inputsOf(material, strategies);
  let progress: ReturnType<typeof tellRun>;
  let written = false;
  const told = new Set<string>();
  /** Prints what was not told of an earlier run. */
  const tell = (lines: readonly string[]) => {
    print(...lines.filter((line) => !told.has(line)));
    lines.forEach((line) => told.add(line));
  };
  return {
    async resume(method, seed) {
      if (start === "fresh") return;
      const { newestCheckpoint } = await loadResults();
      const { checkpoint, notes } = newestCheckpoint(folder.path, config, await digested(), method, seed);
      print(...notes.map((note) => `  ${note}`));
      return checkpoint;
    },
    async started(run) {
      runs.push(run);
      if (run.seed === config.seed) tell(describeRun(config, run));
      tell(run.arrangement.notes.map((note) => `  ${note}`));
      const label = config.seeds > 1 ? `${run.method}, seed ${run.seed}` : run.method;
      if (start === "resume") {
        print(
          run.rounds.length < config.rounds
            ? `  ${label} goes on after round ${run.rounds.length} of ${config.rounds}`
            : `  ${label} has its ${config.rounds} rounds already; --rounds with a larger number goes on`,
        );
        const { writeHistory } = await loadResults();
        writeHistory(folder.path, runs); // killed between a checkpoint and the history, that lacks a round
      }
      progress = tellRun(label, config);
      await progress.started(run);
      if (start === "fresh") setTimeout(loadResults, WARM_MILLISECONDS);
    },
    starting: (run, epoch) => progress.starting(run, epoch),
    working: (work) => progress.working(work),
    async round(run) {
      const { method, seed, rounds, state } = run;
      const { saveCheckpoint, startResults, writeConfig, writeHistory } = await loadResults();
      folder.check();
      if (!written) await (start === "fresh" ? startResults : writeConfig)(folder.path, config);
      written = true;
      saveCheckpoint(folder.path, { config, ...await digested(), method, seed, rounds, state: state! });
      writeHistory(folder.path, runs);
      await progress.round(run);
    },
    ended: (run) => progress.ended(run),
  };
}

async function inputsOf(material: Material, strategies: Inputs["strategies"]): Promise<Inputs> {
  const { materialDigest } = await loadResults();
  return { images: materialDigest(material), simd: detectSimd(), strategies };
}
