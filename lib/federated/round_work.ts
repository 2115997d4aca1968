import { type Executor, imagesPassed, type TrainJob } from "../engine/mod.ts";
import { sumOf } from "../numbers/mod.ts";
import type { TestSet } from "./evaluation.ts";

/** How much work there is, or is done. */
export interface WorkDone {
  /** Clients that train; in central training none. */
  readonly clients: number;
  /** Images that are trained on, counted again in each epoch. */
  readonly images: number;
  /** Images that the model is tested on afterwards. */
  readonly tested: number;
}

/** What a round is about to do, and how far it is: for telling of a long one. */
export interface RoundWork extends WorkDone {
  /** The number of the round, from 1. */
  readonly round: number;
  /** How much of it is done by now; on workers, within a client too. */
  done(): WorkDone;
}

/** A round's work, from now on. */
export function roundWork(
  round: number,
  { clients, images }: Omit<WorkDone, "tested">,
  { executor, test }: { readonly executor: Executor; readonly test?: TestSet },
): RoundWork {
  const tested = test?.indices.length ?? 0;
  const { jobs, passed } = executor.progress();
  return {
    round,
    clients,
    images,
    tested,
    done() {
      const now = executor.progress(), since = now.passed - passed;
      return {
        clients: Math.min(clients, now.jobs - jobs),
        images: Math.min(images, since),
        tested: Math.min(tested, Math.max(0, since - images)),
      };
    },
  };
}

/** What clients do in a round. */
export function clientsWork(jobs: readonly TrainJob[]): Omit<WorkDone, "tested"> {
  return { clients: jobs.length, images: sumOf(jobs, imagesPassed) };
}
