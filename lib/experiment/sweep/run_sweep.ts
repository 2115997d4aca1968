import type { Executor } from "../../engine/mod.ts";
import type { ExperimentConfig } from "../config.ts";
import { loadMaterial, type Material } from "../material.ts";
import { type Observer, runMethod } from "../run.ts";
import type { Cell } from "./cells.ts";
import { runName, type RunStore, type StoredRun } from "./run_store.ts";

/** A cell and its finished runs, one a seed. */
export interface CellResult {
  /** The cell. */
  readonly cell: Cell;
  /** The runs, by rising seed. */
  readonly runs: readonly StoredRun[];
}

/** A run of a sweep that is about to begin. */
export interface Beginning {
  /** Its place among all runs, from 1. */
  readonly number: number;
  /** How many there are. */
  readonly of: number;
  /** What it is a run of. */
  readonly cell: Cell;
  /** Its seed. */
  readonly seed: number;
}

/** Who wants to know how a sweep goes: told which run begins, it gives the one who is told of its rounds. */
export type SweepObserver = (beginning: Beginning) => Observer;

/**
 * Does those runs of a sweep that are not in the store. When `signal` fires, the run under way is given up; the next
 * time it is done from its beginning.
 *
 * @returns What is finished.
 */
export async function runSweep(
  cells: readonly Cell[],
  store: RunStore,
  executor: Executor,
  observer: SweepObserver,
  signal: AbortSignal,
): Promise<CellResult[]> {
  const closeExecutor = () => executor.close();
  signal.addEventListener("abort", closeExecutor, { once: true });
  const materialOf = materialCache();
  const tasks = cells.flatMap((cell) => seedsOf(cell.config).map((seed) => ({ cell, seed })));
  const finished = new Map<Cell, StoredRun[]>(cells.map((cell) => [cell, []]));
  for (const [i, { cell, seed }] of tasks.entries()) {
    const { config } = cell, name = runName(config, seed);
    let stored = await store.read(name);
    if (!stored && !signal.aborted) {
      const observed = observer({ number: i + 1, of: tasks.length, cell, seed });
      const run = await runMethod(
        config,
        await materialOf(config),
        config.experiment,
        seed,
        executor,
        observed,
        signal,
      );
      if (run.rounds.length === config.rounds && run.predictions) {
        stored = { config, seed, rounds: run.rounds, personal: run.personal };
        await store.write(name, stored);
      }
    }
    if (stored) finished.get(cell)!.push(stored);
  }
  signal.removeEventListener("abort", closeExecutor);
  return cells.map((cell) => ({ cell, runs: finished.get(cell)! })).filter(({ runs }) => runs.length > 0);
}

/** `seed`, `seed` + 1, … */
function seedsOf({ seed, seeds }: ExperimentConfig): number[] {
  return Array.from({ length: seeds }, (_, i) => seed + i);
}

/** The images of the last runs' settings are kept for the next. */
function materialCache(): (config: ExperimentConfig) => Promise<Material> {
  let key = "", material: Promise<Material>;
  return (config) => {
    const { data, test, sample, penWidth, seed } = config;
    const wanted = JSON.stringify([data, test, sample, penWidth, seed]);
    if (wanted !== key) material = loadMaterial(config);
    key = wanted;
    return material;
  };
}
