/**
 * Preloaded before an experiment, for `deno task bench start`: the first job of a worker is cut to one training step; when it
 * is done that is told, and the program ends.
 * @module
 */

/** What is told. */
export const FIRST_STEP = "first step done";

/** What a pool of the engine sends. */
interface Message {
  readonly job?: { readonly kind: string; readonly training: object };
}

let isFirst = true;

class WatchedWorker extends Worker {
  override postMessage(message: Message, ...more: []): void {
    if (!isFirst || message.job?.kind !== "train") return super.postMessage(message, ...more);
    isFirst = false;
    const training = { ...message.job.training, epochs: 1, mostSteps: 1 };
    this.addEventListener("message", () => {
      console.log(FIRST_STEP);
      Deno.exit();
    });
    super.postMessage({ ...message, job: { ...message.job, training } }, ...more);
  }
}

globalThis.Worker = WatchedWorker;
