import type { Assessment } from "./assess.ts";
import { type Assessed, assessShare, type Trial } from "./assess_share.ts";
import type { AssessMessage, AssessRequest } from "./assess_worker.ts";

/**
 * Reads all expressions of a trial on this thread or on several workers. The results and their order do not depend on
 * the number of workers; the times do.
 *
 * @param done Called after each expression.
 * @throws {DataError} if there are no expressions.
 * @throws {ModelError} if the folder holds no model that can read.
 * @throws {Error} with the message of the worker's error, if a worker fails.
 */
export async function assessAll(
  trial: Trial,
  workers: number,
  done: (count: number, of: number) => void,
): Promise<Assessment[]> {
  const assessments: Assessment[] = [];
  let count = 0;
  const note = ({ index, of, assessment }: Assessed) => {
    assessments[index] = assessment;
    done(++count, of);
  };
  if (workers === 1) {
    for await (const each of assessShare(trial, { index: 0, of: 1 })) note(each);
  } else {
    await Promise.all(
      Array.from({ length: workers }, (_, index) => onWorker({ trial, share: { index, of: workers } }, note)),
    );
  }
  return assessments;
}

function onWorker(
  request: AssessRequest,
  note: (each: Assessed) => void,
): Promise<void> {
  const worker = new Worker(new URL("./assess_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.onmessage = ({ data }: MessageEvent<AssessMessage>) => data === "end" ? resolve() : note(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  worker.postMessage(request);
  return promise.finally(() => worker.terminate());
}
