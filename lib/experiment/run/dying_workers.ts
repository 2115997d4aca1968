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
    const send = worker.postMessage.bind(worker);
    worker.postMessage = (request: { readonly job: Job }) => {
      send(request);
      if (killed.has(request.job) || !dies(request.job)) return;
      killed.add(request.job);
      worker.terminate();
      queueMicrotask(() =>
        worker.onerror?.call(worker as Worker, new ErrorEvent("error", { message: "killed" }))
      );
    };
    return worker;
  };
}
