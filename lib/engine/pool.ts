import { UserError } from "../errors/mod.ts";
import type { Executor } from "./executor.ts";
import type { Job, ResultOf } from "./jobs.ts";
import { countOf, passedCounter } from "./passed.ts";
import { sharedCopies } from "./shared_copies.ts";
import type { Request, Response } from "./worker.ts";

/** How many results may wait for their turn: bounds the memory of a round with a thousand clients. */
const WINDOW = 64;
/** On how many workers a job is tried before the run fails. */
const TRIES = 2;

/** A job cannot be done; the message gives the worker's reason. */
export class WorkerError extends UserError {
  /** Always "WorkerError". */
  override readonly name = "WorkerError";
}

interface Waiting {
  readonly job: Job;
  resolve(result: unknown): void;
  reject(error: Error): void;
  tries: number;
}

/**
 * A pool of workers, each with its own engine and memory. Jobs start longest first; a worker that throws or dies
 * is replaced and its job tried once more on another. Make it once and close it at the end: starting a worker
 * takes 20 ms, in a notebook a second.
 *
 * @param workers Default: all cores.
 */
export function createPool(
  workers: number = navigator.hardwareConcurrency,
  options?: PoolOptions,
): Executor {
  return poolOf(workers, startWorker, options);
}

/** When a pool starts its workers. */
export interface PoolOptions {
  /**
   * Whether all workers start with the pool, and load while the caller prepares their jobs; default: each starts with its
   * first job.
   */
  readonly ahead?: boolean;
}

/** Starts a worker of this library. */
export function startWorker(): PoolWorker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

/** The part of a `Worker` that a pool needs. */
export type PoolWorker = Pick<
  Worker,
  "postMessage" | "terminate" | "onmessage" | "onmessageerror" | "onerror"
>;

/**
 * A pool of workers that `start` starts: in a web page, say, from a bundle of worker.ts.
 *
 * @param workers How many, at least 1.
 * @throws {RangeError} Not a whole number of at least 1.
 */
export function poolOf(
  workers: number,
  start: () => PoolWorker,
  { ahead = false }: PoolOptions = {},
): Executor {
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(`workers must be a whole number of at least 1, got ${workers}`);
  }
  const share = sharedCopies();
  const queue: Waiting[] = [];
  const idle: PoolWorker[] = [];
  const busy = new Map<PoolWorker, Waiting>();
  let nextId = 0;
  const passed = passedCounter();
  let lost = 0, done = 0;

  /** Starts a worker that waits for its first job; one that cannot be started is left to the job to tell of. */
  function startAhead(): void {
    const worker = start();
    worker.onerror = (event) => {
      event.preventDefault();
      idle.splice(idle.indexOf(worker), 1);
    };
    idle.push(worker);
  }

  function give(worker: PoolWorker, waiting: Waiting): void {
    const id = nextId++;
    busy.set(worker, waiting);
    const lose = (reason: string) => {
      lost++;
      worker.terminate();
      busy.delete(worker);
      failed(waiting, reason);
      next();
    };
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      if (data.id !== id) return;
      busy.delete(worker);
      idle.push(worker);
      if ("error" in data) failed(waiting, data.error);
      else {
        done++;
        waiting.resolve(data.result);
      }
      next();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      lose(event.message);
    };
    worker.onmessageerror = () => lose("its answer could not be read");
    try {
      worker.postMessage({ id, job: waiting.job, passed } satisfies Request);
    } catch (error) {
      lose((error as Error).message);
    }
  }

  function failed(waiting: Waiting, reason: string): void {
    if (++waiting.tries < TRIES) queue.unshift(waiting);
    else waiting.reject(new WorkerError(`a ${waiting.job.kind} job failed on ${TRIES} workers: ${reason}`));
  }

  function next(): void {
    while (queue.length > 0 && (idle.length > 0 || busy.size < workers)) {
      give(idle.shift() ?? start(), queue.shift()!);
    }
  }

  function submit(jobs: readonly Job[]): Promise<unknown>[] {
    const promises: Promise<unknown>[] = [];
    const waiting = jobs.map((job) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      promises.push(promise);
      promise.catch(() => {}); // whoever reads the results sees the error; a result that nobody reads must not end the process
      return { job, resolve, reject, tries: 0 };
    });
    queue.push(...waiting.sort((a, b) => b.job.indices.length - a.job.indices.length));
    next();
    return promises;
  }

  if (ahead) Array.from({ length: workers }, startAhead);
  return {
    workers,
    get lost() {
      return lost;
    },
    progress: () => ({ jobs: done, passed: countOf(passed) }),
    async *run<J extends Job>(jobs: readonly J[]) {
      const shared = share(jobs);
      try {
        for (let from = 0; from < jobs.length; from += WINDOW) {
          for (const result of submit(shared.jobs.slice(from, from + WINDOW))) {
            yield await result as ResultOf<J>;
          }
        }
      } finally {
        shared.release();
      }
    },
    close() {
      for (const worker of [...idle.splice(0), ...busy.keys()]) worker.terminate();
      const unfinished = [...busy.values(), ...queue.splice(0)];
      busy.clear();
      for (const waiting of unfinished) waiting.reject(new WorkerError("the pool was closed"));
    },
  };
}
