import { createPool, type Executor, poolOf, startWorker } from "../../engine/mod.ts";
import { stream } from "../../random/mod.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import { dyingWorkers } from "./dying_workers.ts";

/**
 * The threads that train, which start at once and load while images do; where faults kill workers, some die amid a client's
 * training.
 */
export function startPool({ workers, faults, seed }: ExperimentConfig): Executor {
  const chance = faults?.workerKilled ?? 0;
  if (chance === 0) return createPool(workers, { ahead: true });
  const start = dyingWorkers(
    startWorker,
    (job) => job.kind === "train" && stream(seed, "worker killed", job.training.seed)() < chance,
  );
  return poolOf(workers ?? navigator.hardwareConcurrency, start, { ahead: true });
}
