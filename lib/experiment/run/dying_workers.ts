import type { Job, PoolWorker } from "../../engine/mod.ts";

/**
 * Workers that are killed in the middle of a job, to see that nothing is lost.
 *
 * @param start Starts a healthy worker.
 * @param dies Chooses jobs: each of them kills the first worker that takes it.
 */
export function dyingWorkers(start: () => PoolWorker, dies: (job: Job) => boolean): () => PoolWorker {
  const killed = new WeakSet<Job>();
  return () => {
    const worker = start();
    /** The jobs it has, of which it does the first. */
    const held: Job[] = [];
    const dieIfItsTime = () => {
      const [job] = held;
      if (!job || killed.has(job) || !dies(job)) return;
      killed.add(job);
      worker.terminate();
      queueMicrotask(() =>
        mortal.onerror?.call(worker as Worker, new ErrorEvent("error", { message: "killed" }))
      );
    };
    const mortal: PoolWorker = {
      onmessage: null,
      onmessageerror: null,
      onerror: null,
      terminate: () => worker.terminate(),
      postMessage(request: { readonly job: Job }) {
        worker.postMessage(request);
        held.push(request.job);
        dieIfItsTime();
      },
    };
    worker.onmessage = (event) => {
      held.shift();
      mortal.onmessage?.call(worker as Worker, event);
      dieIfItsTime();
    };
    worker.onmessageerror = (event) => mortal.onmessageerror?.call(worker as Worker, event);
    worker.onerror = (event) => mortal.onerror?.call(worker as Worker, event);
    return mortal;
  };
}
