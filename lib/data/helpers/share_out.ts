/** The part of a `Worker` that is needed of a helper. */
export type Helper = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onmessageerror" | "onerror">;

/** Threads that help to make images: in a web page, say, workers of a bundle of data_worker.ts. */
export interface Helpers {
  /** How many there are; fewer than two are of no help. */
  readonly count: number;
  /** Starts one. */
  start(): Helper;
}

/** What a helper answers to a task. */
export type Answer<Result> = { readonly result: Result } | { readonly failed: true };

/** Tasks that each helper has at a time: the next one is there when one is done. */
const AHEAD = 2;

/**
 * Does tasks on helpers, dealt to them in turn, and gives the results in the order of the tasks: which thread did one can
 * not be told from it. What a helper cannot do, because it cannot be started or fails, is done on this thread.
 *
 * @param perform Does a task on this thread; helpers do the same.
 * @param helpers Without any, all is done on this thread.
 */
export async function* shareOut<Task, Result>(
  tasks: Iterable<Task> | AsyncIterable<Task>,
  perform: (task: Task) => Result,
  helpers?: Helpers,
): AsyncGenerator<Result> {
  if (!helpers || helpers.count < 2) {
    for await (const task of tasks) yield perform(task);
    return;
  }
  const lanes = Array.from({ length: helpers.count }, () => lane(helpers.start, perform));
  const waiting: Promise<Result>[] = [];
  let dealt = 0;
  try {
    for await (const task of tasks) {
      waiting.push(lanes[dealt++ % lanes.length].perform(task));
      if (waiting.length >= AHEAD * lanes.length) yield await waiting.shift()!;
    }
    for (const result of waiting) yield await result;
  } finally {
    for (const { close } of lanes) close();
  }
}

/** A helper and the tasks that it has; this thread stands in for it. */
function lane<Task, Result>(start: () => Helper, perform: (task: Task) => Result) {
  interface Given extends PromiseWithResolvers<Result> {
    readonly task: Task;
  }
  const given: Given[] = [];
  const standIn = ({ task, resolve }: Given) => resolve(Promise.resolve(task).then(perform));
  let helper: Helper | undefined;

  function lose(): void {
    helper?.terminate();
    helper = undefined;
    given.splice(0).forEach(standIn);
  }

  try {
    helper = start();
    helper.onmessage = ({ data }: MessageEvent<Answer<Result>>) => {
      const done = given.shift()!;
      if ("result" in data) done.resolve(data.result);
      else standIn(done);
    };
    helper.onmessageerror = lose;
    helper.onerror = (event) => {
      event.preventDefault();
      lose();
    };
  } catch { /* this thread stands in */ }

  return {
    perform(task: Task): Promise<Result> {
      const one: Given = { task, ...Promise.withResolvers<Result>() };
      one.promise.catch(() => {}); // whoever waits for the result sees the error; one given up must not end the process
      given.push(one);
      if (!helper) lose();
      else {
        try {
          helper.postMessage(task);
        } catch {
          lose();
        }
      }
      return one.promise;
    },
    close: () => helper?.terminate(),
  };
}
