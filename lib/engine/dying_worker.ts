import type { PoolWorker } from "./pool.ts";
import type { Job } from "./jobs.ts";

/**
 * Workers that are killed amid a job, to see that nothing is lost: of those jobs for which `dies` holds, each kills
 * the first worker that takes it.
 *
 * @param start Makes a sound worker.
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
