import { type Job, jobRunner, type ResultOf } from "./jobs.ts";

/** Where jobs are done: on this thread or on a pool of workers; the results are the same to the bit. */
export interface Executor {
  /** How many jobs run at once. */
  readonly workers: number;
  /** Workers that have died so far; each one's job was given to another. */
  readonly lost: number;
  /** Does all jobs; yields their results in the jobs' order, whatever order they finish in. */
  run<J extends Job>(jobs: readonly J[]): AsyncIterable<ResultOf<J>>;
  /** Ends the workers. */
  close(): void;
}

/** An executor on this thread: no permission needed, no worker started. */
export function inlineExecutor(): Executor {
  const perform = jobRunner();
  return {
    workers: 1,
    lost: 0,
    async *run<J extends Job>(jobs: readonly J[]) {
      for (const job of jobs) yield await perform(job) as ResultOf<J>;
    },
    close() {},
  };
}
