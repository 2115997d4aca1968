/**
 * The wasm engine: how a training step is computed.
 * @module
 */
export {
  ADAM,
  BATCH_SIZE,
  type BatchResult,
  createEngine,
  type Engine,
  type EngineOptions,
  freshOptimizer,
  type GradientOptions,
  type Optimizer,
  type OptimizerState,
  type Stretch,
} from "./engine.ts";
export {
  type Examples,
  type ImageReader,
  openExamples,
  type OpenImages,
  type StreamedExamples,
} from "./examples.ts";
export { detectSimd, type Simd, UnsupportedError } from "./simd.ts";
export { type MachineFacts, slowPaths } from "./slow_paths.ts";
export { featureMoments, type Moments } from "./moments.ts";
export type { LocalObjective, LogitAdjustment } from "./objective.ts";
export { evaluate, type EvaluationResult, train, type Training, type TrainingResult } from "./training.ts";
export {
  type EvaluateJob,
  imagesPassed,
  type Job,
  jobRunner,
  type MomentsJob,
  type ResultOf,
  type TrainJob,
  type TrainJobResult,
} from "./jobs.ts";
export type { LockstepJob, LockstepResult, MomentPair, Team } from "./lockstep_job.ts";
export { type Epoch, lockstep, type Trained } from "./lockstep.ts";
export type { JobBase, Network } from "./job_base.ts";
export { type Executor, inlineExecutor, type Progress } from "./executor.ts";
export { createPool, poolOf, type PoolOptions, type PoolWorker, startWorker, WorkerError } from "./pool.ts";
export { sharedFloats } from "./shared_copies.ts";
