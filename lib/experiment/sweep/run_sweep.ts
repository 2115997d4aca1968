import type { Executor } from "../../engine/mod.ts";
import { PartitionError } from "../../partition/light.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import { loadMaterial, type Material, materialKey } from "../run/material.ts";
import { type Observer, runMethod } from "../run/run.ts";
import { UsageError } from "../../errors/mod.ts";
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

/** Called when a run of a sweep begins; returns the callbacks during that run. */
export type SweepObserver = (beginning: Beginning) => Observer;

/**
 * Does those runs of a sweep that are not in the store. When `signal` fires, the run under way is given up; the next
 * time it is done from its beginning.
 *
 * @returns What is finished.
 * @throws {UsageError} A combination whose images cannot be dealt so, by its names; what is finished stays in the store.
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
  const tasks = tasksOf(cells);
  const finished = new Map<Cell, StoredRun[]>(cells.map((cell) => [cell, []]));
  for (const [i, { cell, seed }] of tasks.entries()) {
    const { config } = cell, name = runName(config, seed);
    let stored = await store.read(name);
    if (!stored && !signal.aborted) {
      const observed = observer({ number: i + 1, of: tasks.length, cell, seed });
      const run = await runMethod({
        config,
        material: await materialOf(config),
        method: config.experiment,
        seed,
        executor,
        observer: observed,
        signal,
      }).catch((error) => {
        if (!(error instanceof PartitionError)) throw error;
        throw new UsageError(`${cell.names.join(", ")}: ${error.message}`);
      });
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

/**
 * All runs in their order: one seed of everything first, and the values of the first axis, which are compared, next to
 * each other, so that a sweep broken off compares like with like.
 */
function tasksOf(cells: readonly Cell[]): { readonly cell: Cell; readonly seed: number }[] {
  const groups = [...Map.groupBy(cells, ({ names }) => names.slice(1).join()).values()].flat();
  const most = Math.max(...cells.map(({ config }) => config.seeds));
  return Array.from(
    { length: most },
    (_, i) =>
      groups.filter(({ config }) => i < config.seeds).map((cell) => ({ cell, seed: cell.config.seed + i })),
  ).flat();
}

/** The images of the last runs' settings are kept for the next. */
function materialCache(): (config: ExperimentConfig) => Promise<Material> {
  let key = "", material: Promise<Material>;
  return (config) => {
    const wanted = materialKey(config);
    if (wanted !== key) material = loadMaterial(config);
    key = wanted;
    return material;
  };
}
