import { UserError } from "../errors/mod.ts";
import type { Executor } from "./executor.ts";
import { imagesPassed, type Job, type ResultOf } from "./jobs.ts";
import { countOf, passedCounter } from "./passed.ts";
import { sharedCopies } from "./shared_copies.ts";
import type { Request, Response } from "./worker.ts";

/** How many jobs of a run are given out ahead of the result that is taken next: bounds the memory of waiting results. */
const WINDOW = 64;
/** On how many workers a job is tried before the run fails. */
const TRIES = 2;
/** Jobs that a worker has at most: the one it does, and the next, so that it does not wait for this thread. */
const HELD = 2;

/** A job cannot be done; the message gives the worker's reason. */
export class WorkerError extends UserError {
  /** Always "WorkerError". */
  override readonly name = "WorkerError";
}

interface Waiting {
  readonly job: Job;
  readonly promise: Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: Error): void;
  tries: number;
}

/** A worker and the jobs it has, in the order in which it does them. */
interface Hand {
  readonly worker: PoolWorker;
  readonly held: { readonly id: number; readonly waiting: Waiting }[];
}

/**
 * A pool of workers, each with its own engine and memory. The last 64 jobs of a run start longest first; a worker that
 * dies is replaced, and the job that it did, or that threw, is tried once more. Make it once and close it at the end:
 * starting a worker takes 20 ms, in a notebook a second.
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
  const hands: Hand[] = [];
  let nextId = 0;
  const passed = passedCounter();
  let lost = 0, done = 0;

  function begin(): Hand {
    const hand: Hand = { worker: start(), held: [] }, { worker, held } = hand;
    const lose = (reason: string) => {
      if (!hands.includes(hand)) return; // it has told of its end before, or the pool is closed
      hands.splice(hands.indexOf(hand), 1);
      const [first, ...others] = held.splice(0);
      if (!first) return; // where none can be started, a job tells of it
      worker.terminate();
      lost++;
      queue.unshift(...others.map(({ waiting }) => waiting));
      failed(first.waiting, reason);
      next();
    };
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      const at = held.findIndex(({ id }) => id === data.id);
      if (at < 0) return;
      const [{ waiting }] = held.splice(at, 1);
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
    hands.push(hand);
    return hand;
  }

  function give({ worker, held }: Hand, waiting: Waiting): void {
    const id = nextId++;
    try {
      worker.postMessage({ id, job: waiting.job, passed } satisfies Request);
      held.push({ id, waiting });
    } catch (error) {
      failed(waiting, (error as Error).message);
    }
  }

  function failed(waiting: Waiting, reason: string): void {
    if (++waiting.tries < TRIES) queue.unshift(waiting);
    else waiting.reject(new WorkerError(`a ${waiting.job.kind} job failed on ${TRIES} workers: ${reason}`));
  }

  /** Who can take the job: a worker with nothing to do, else, while more jobs wait than there are workers, any with room. */
  function handFor({ kind }: Job): Hand | undefined {
    const idle = hands.find(({ held }) => held.length === 0);
    if (idle) return idle;
    if (hands.length < workers) return begin();
    // Members of a lockstep wait for each other, so none may have to wait for another's worker.
    if (kind === "lockstep" || queue.length <= workers) return;
    return hands.find(({ held }) => held.length < HELD);
  }

  function next(): void {
    while (queue.length > 0) {
      const hand = handFor(queue[0].job);
      if (!hand) return;
      give(hand, queue.shift()!);
    }
  }

  function waitingFor(job: Job): Waiting {
    const waiting = { job, ...Promise.withResolvers<unknown>(), tries: 0 };
    waiting.promise.catch(() => {}); // whoever reads the results sees the error; a result that nobody reads must not end the process
    return waiting;
  }

  /** Takes those jobs out of the queue that have not been given out. */
  function takeBack(jobs: readonly Waiting[]): Waiting[] {
    const waiting = queue.filter((one) => jobs.includes(one));
    queue.splice(0, queue.length, ...queue.filter((one) => !jobs.includes(one)));
    return waiting;
  }

  if (ahead) Array.from({ length: workers }, begin);
  return {
    workers,
    get lost() {
      return lost;
    },
    progress: () => ({ jobs: done, passed: countOf(passed) }),
    async *run<J extends Job>(jobs: readonly J[]) {
      const shared = share(jobs), ahead: Waiting[] = [];
      let submitted = 0;
      try {
        for (let taken = 0; taken < jobs.length; taken++) {
          while (ahead.length < WINDOW && submitted < jobs.length) {
            const waiting = waitingFor(shared.jobs[submitted++]);
            ahead.push(waiting);
            queue.push(waiting);
            // The longest of the last ones first, so that the workers come to the end at about the same time.
            if (submitted === jobs.length) {
              queue.push(...takeBack(ahead).sort((a, b) => imagesPassed(b.job) - imagesPassed(a.job)));
            }
          }
          next();
          const result = await ahead[0].promise;
          ahead.shift();
          yield result as ResultOf<J>;
        }
      } finally {
        takeBack(ahead);
        shared.release();
      }
    },
    close() {
      const unfinished = [
        ...hands.flatMap(({ held }) => held.map(({ waiting }) => waiting)),
        ...queue.splice(0),
      ];
      for (const { worker } of hands.splice(0)) worker.terminate();
      for (const waiting of unfinished) waiting.reject(new WorkerError("the pool was closed"));
    },
  };
}
