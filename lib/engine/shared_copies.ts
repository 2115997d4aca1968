import type { Job } from "./jobs.ts";

/** Whether there is shared memory: a web page that is not isolated from other origins has none. */
export function canShare(): boolean {
  return globalThis.SharedArrayBuffer !== undefined;
}

/** Shared memory, else plain memory. */
const Memory = canShare() ? SharedArrayBuffer : ArrayBuffer;

/**
 * A `Float32Array` of n zeros on shared memory: workers see it without a copy. In a web page that may have no shared
 * memory it lies on plain memory, which each message to a worker copies.
 */
export function sharedFloats(n: number): Float32Array {
  return new Float32Array(new Memory(4 * n));
}

/** Jobs whose parameters lie on shared memory. */
export interface SharedJobs<J extends Job> {
  /** The jobs in their order. */
  readonly jobs: readonly J[];
  /** Call this when all jobs are done: later jobs reuse the memory. */
  release(): void;
}

/**
 * Copies jobs' parameters to shared memory, once for all jobs that have them in common. The copies are reused: shared
 * memory that is dropped is only freed once the garbage collectors of all workers have run, and its size does not make
 * them run sooner.
 */
export function sharedCopies(): <J extends Job>(jobs: readonly J[]) => SharedJobs<J> {
  const free: Float32Array[] = [];
  const copyOf = (parameters: Float32Array) => {
    const at = free.findIndex(({ length }) => length === parameters.length);
    const copy = at < 0 ? sharedFloats(parameters.length) : free.splice(at, 1)[0];
    copy.set(parameters);
    return copy;
  };
  return (jobs) => {
    const copies = new Map<Float32Array, Float32Array>();
    const shared = jobs.map((job) => {
      const { parameters } = job;
      if (parameters.buffer instanceof Memory) return job;
      if (!copies.has(parameters)) copies.set(parameters, copyOf(parameters));
      return { ...job, parameters: copies.get(parameters)! };
    });
    return { jobs: shared, release: () => free.push(...copies.values()) };
  };
}
