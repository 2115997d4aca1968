import { countOf, passedCounter } from "./passed.ts";
import { type Job, jobRunner, type ResultOf } from "./jobs.ts";

/** How much an executor has done. */
export interface Progress {
  /** Jobs that are done. */
  readonly jobs: number;
  /**
   * Images that have passed through its networks, those of jobs under way included; a pool without shared memory, in a web
   * page, counts none.
   */
  readonly passed: number;
}

/** Where jobs are done: on this thread or on a pool of workers; the results are the same to the bit. */
export interface Executor {
  /** How many jobs run at once. */
  readonly workers: number;
  /** Workers that have died so far; each one's job was given to another. */
  readonly lost: number;
  /** How much is done since it was made. */
  progress(): Progress;
  /** Does all jobs; yields their results in the jobs' order, whatever order they finish in. */
  run<J extends Job>(jobs: readonly J[]): AsyncIterable<ResultOf<J>>;
  /** Ends the workers. */
  close(): void;
}

/** An executor on this thread: no permission needed, no worker started. */
export function inlineExecutor(): Executor {
  const passed = passedCounter(), perform = jobRunner(() => passed);
  let jobs = 0;
  return {
    workers: 1,
    lost: 0,
    progress: () => ({ jobs, passed: countOf(passed) }),
    async *run<J extends Job>(todo: readonly J[]) {
      for (const job of todo) {
        const result = await perform(job) as ResultOf<J>;
        jobs++;
        yield result;
      }
    },
    close() {},
  };
}
