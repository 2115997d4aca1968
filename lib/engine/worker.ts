import { type Job, jobRunner } from "./jobs.ts";
import { compiledKernels } from "./kernels.ts";
import { detectSimd } from "./simd.ts";

/** What a pool sends to a worker, and what comes back. */
export interface Request {
  readonly id: number;
  readonly job: Job;
  /** Where the worker counts the images that pass through its network. */
  readonly passed: BigInt64Array;
}

/** The answer to the request with this id: a result, or the reason why there is none. */
export type Response =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

let counter: BigInt64Array | undefined;
const perform = jobRunner(() => counter);
/** This end of the channel, typed as the other end: a package may not bring in the global types of workers. */
const scope = globalThis as unknown as Pick<Worker, "onmessage" | "postMessage">;

// They are compiled while the first job is on its way; where that fails, the job says so.
compiledKernels(detectSimd()).catch(() => {});

/** The job before, done or not: a pool sends a worker the next job while it is at one. */
let before: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }: MessageEvent<Request>) => {
  before = before.then(() => answer(data));
};

async function answer({ id, job, passed }: Request): Promise<void> {
  counter = passed;
  try {
    const result = await perform(job);
    scope.postMessage({ id, result } satisfies Response, transferable(result));
  } catch (error) {
    scope.postMessage({ id, error: String((error as Error).message ?? error) } satisfies Response);
  }
}

/** The memory of the result's vectors, which need not be copied. */
function transferable(result: Awaited<ReturnType<typeof perform>>): ArrayBuffer[] {
  return Object.values(result ?? {}).filter(ArrayBuffer.isView).map(({ buffer }) => buffer as ArrayBuffer);
}
