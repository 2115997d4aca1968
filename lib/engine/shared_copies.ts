import type { Job } from "./jobs.ts";

/** A `Float32Array` of n zeros on a `SharedArrayBuffer`: workers see it without a copy. */
export function sharedFloats(n: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * n));
}

/** Jobs whose parameters lie on shared memory. */
export interface SharedJobs<J extends Job> {
  /** The jobs in their order. */
  readonly jobs: readonly J[];
  /** Tells that they are done: the memory is used again. */
  release(): void;
}

/**
 * Puts jobs' parameters on shared memory, once for all jobs that have them in common. The copies are used again and
 * again: shared memory that is dropped stays until the collectors of all workers have run, which its size does not make
 * them do any sooner.
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
      if (parameters.buffer instanceof SharedArrayBuffer) return job;
      if (!copies.has(parameters)) copies.set(parameters, copyOf(parameters));
      return { ...job, parameters: copies.get(parameters)! };
    });
    return { jobs: shared, release: () => free.push(...copies.values()) };
  };
}
