import { BATCH_SIZE, createEngine, type Engine } from "./engine.ts";
import { detectSimd } from "./simd.ts";
import type { JobBase } from "./job_base.ts";
import { type LockstepJob, type LockstepResult, trainInStep } from "./lockstep_job.ts";
import { featureMoments, type Moments } from "./moments.ts";
import { countPassed } from "./passed.ts";
import { streamOpener } from "./stream_opener.ts";
import { evaluate, type EvaluationResult, train, type Training, type TrainingResult } from "./training.ts";

/** Local training, for example of a client. */
export interface TrainJob extends JobBase {
  /** The tag of the union. */
  readonly kind: "train";
  /** How to train. */
  readonly training: Training;
}

/** Evaluation on some images. */
export interface EvaluateJob extends JobBase {
  /** The tag of the union. */
  readonly kind: "evaluate";
}

/** Sums of the features below the last layer. */
export interface MomentsJob extends JobBase {
  /** The tag of the union. */
  readonly kind: "moments";
}

/** A piece of work that any worker can do: it holds all it needs. */
export type Job = TrainJob | EvaluateJob | MomentsJob | LockstepJob;

/** What a train job gives: the parameters after training, a copy. */
export interface TrainJobResult extends TrainingResult {
  /** The trained parameters. */
  readonly parameters: Float32Array;
  /** Time it took, without waiting. */
  readonly seconds: number;
}

/** The result of a job. */
export type ResultOf<J extends Job> = J extends TrainJob ? TrainJobResult
  : J extends EvaluateJob ? EvaluationResult
  : J extends MomentsJob ? Moments
  : LockstepResult | undefined;

/** How many images a job passes through its network: in training each as often as it is trained on. */
export function imagesPassed(job: Job): number {
  const { length } = job.indices;
  if (job.kind !== "train") return length;
  const { epochs, batchSize, mostSteps = Infinity } = job.training;
  const stepsEach = Math.ceil(length / batchSize);
  const whole = Math.min(epochs, Math.floor(mostSteps / stepsEach));
  const left = whole < epochs ? Math.min(length, (mostSteps - whole * stepsEach) * batchSize) : 0;
  return whole * length + left;
}

/**
 * Does jobs one after the other on one engine, rebuilt when another network comes.
 *
 * @param counter Where the images that pass are counted at the moment; default: nowhere.
 */
export function jobRunner(
  counter: () => BigInt64Array | undefined = () => undefined,
): (job: Job) => Promise<ResultOf<Job>> {
  let engine: Engine | undefined;
  let key = "";
  const open = streamOpener();
  const onBatch = (images: number) => {
    const passed = counter();
    if (passed) countPassed(passed, images);
  };
  return async (job) => {
    const { topology, batchSize = BATCH_SIZE, simd = detectSimd() } = job.network;
    const wanted = JSON.stringify([topology, batchSize, simd]);
    if (!engine || key !== wanted) {
      engine = await createEngine(topology, { batchSize, simd, onBatch });
      key = wanted;
    }
    const examples = await open(job.examples);
    engine.parameters.set(job.parameters);
    if (job.kind === "evaluate") return evaluate(engine, examples, job.indices);
    if (job.kind === "moments") return featureMoments(engine, examples, job.indices);
    if (job.kind === "lockstep") return trainInStep(engine, examples, job);
    const start = performance.now();
    const result = train(engine, examples, job.indices, job.training);
    return { ...result, parameters: engine.parameters.slice(), seconds: (performance.now() - start) / 1000 };
  };
}
