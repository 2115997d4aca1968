import type { EvaluateJob, Examples, Executor, Network, StreamedExamples } from "../engine/mod.ts";

/** Images that one job evaluates: fixed, so that the sums do not depend on the number of workers. */
const CHUNK = 1024;

/** Images that a model is tested on. */
export interface TestSet {
  /** The images and labels, held or streamed. */
  readonly examples: Examples | StreamedExamples;
  /** Indices of the images that are tested on. */
  readonly indices: Uint32Array;
}

/** A model's results on a test set. */
export interface Evaluation {
  /** Share of the images whose class was predicted. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** The predicted class of each image, in the order of the indices. */
  readonly predictions: Uint8Array;
}

/** Accuracy and loss after a round; undefined where there is nothing to test on. */
export async function testRound(
  { executor, network, test }: {
    readonly executor: Executor;
    readonly network: Network;
    readonly test?: TestSet;
  },
  parameters: Float32Array,
): Promise<Omit<Evaluation, "predictions"> | undefined> {
  if (!test) return;
  const { accuracy, loss } = await evaluateModel(executor, network, parameters, test);
  return { accuracy, loss };
}

/**
 * Evaluates a model on all workers.
 *
 * @param parameters The model's parameters, as long as the network has them.
 */
export async function evaluateModel(
  executor: Executor,
  network: Network,
  parameters: Float32Array,
  { examples, indices }: TestSet,
): Promise<Evaluation> {
  const jobs: EvaluateJob[] = [];
  for (let from = 0; from < indices.length; from += CHUNK) {
    jobs.push({
      kind: "evaluate",
      network,
      parameters,
      examples,
      indices: indices.slice(from, from + CHUNK),
    });
  }
  const predictions = new Uint8Array(indices.length);
  let lossSum = 0, correct = 0, at = 0;
  for await (const result of executor.run(jobs)) {
    predictions.set(result.predictions, at);
    at += result.predictions.length;
    lossSum += result.lossSum;
    correct += result.correct;
  }
  return { accuracy: correct / indices.length, loss: lossSum / indices.length, predictions };
}
