import {
  BATCH_SIZE,
  type EvaluateJob,
  type Examples,
  type Executor,
  type Network,
  type StreamedExamples,
} from "../engine/mod.ts";

/** Images whose batches' losses are added before they are added to the others': fixed, as it decides the last bits. */
const CHUNK = 1024;
/** Images that one job evaluates, about. */
const PIECE = 256;

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
 * Evaluates a model on all workers, the same to the bit for any number of them: batches and the order of their losses do
 * not depend on how many jobs they are dealt to.
 *
 * @param parameters The model's parameters, as long as the network has them.
 */
export async function evaluateModel(
  executor: Executor,
  network: Network,
  parameters: Float32Array,
  { examples, indices }: TestSet,
): Promise<Evaluation> {
  const jobs: EvaluateJob[] = [], endsChunk: boolean[] = [];
  for (let from = 0; from < indices.length; from += CHUNK) {
    const chunk = indices.subarray(from, from + CHUNK);
    const images = imagesOfJob(chunk.length, network, executor);
    for (let at = 0; at < chunk.length; at += images) {
      jobs.push({ kind: "evaluate", network, parameters, examples, indices: chunk.slice(at, at + images) });
      endsChunk.push(at + images >= chunk.length);
    }
  }
  const predictions = new Uint8Array(indices.length);
  let lossSum = 0, chunkSum = 0, correct = 0, at = 0, job = 0;
  for await (const result of executor.run(jobs)) {
    predictions.set(result.predictions, at);
    at += result.predictions.length;
    for (const loss of result.batchLosses) chunkSum += loss;
    if (endsChunk[job++]) {
      lossSum += chunkSum;
      chunkSum = 0;
    }
    correct += result.correct;
  }
  return { accuracy: correct / indices.length, loss: lossSum / indices.length, predictions };
}

/** How many of a chunk's images a job evaluates: whole batches, so many that all workers have the same to do. */
function imagesOfJob(chunk: number, { batchSize = BATCH_SIZE }: Network, { workers }: Executor): number {
  const jobs = workers * Math.ceil(chunk / (PIECE * workers));
  return batchSize * Math.ceil(chunk / (jobs * batchSize));
}
