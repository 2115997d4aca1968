import { type Job, jobRunner } from "./jobs.ts";

/** What a pool sends to a worker, and what comes back. */
export interface Request {
  readonly id: number;
  readonly job: Job;
}

/** The answer to the request with this id: a result, or the reason why there is none. */
export type Response =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

const perform = jobRunner();
/** This end of the channel, typed as the other end: a package may not bring in the global types of workers. */
const scope = globalThis as unknown as Pick<Worker, "onmessage" | "postMessage">;

scope.onmessage = async ({ data: { id, job } }: MessageEvent<Request>) => {
  try {
    const result = await perform(job);
    scope.postMessage({ id, result } satisfies Response, transferable(result));
  } catch (error) {
    scope.postMessage({ id, error: String((error as Error).message ?? error) } satisfies Response);
  }
};

/** The memory of the result's vectors, which need not be copied. */
function transferable(result: Awaited<ReturnType<typeof perform>>): ArrayBuffer[] {
  return Object.values(result ?? {}).filter(ArrayBuffer.isView).map(({ buffer }) => buffer as ArrayBuffer);
}
