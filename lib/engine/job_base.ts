import type { Topology } from "../model/portable.ts";
import type { Examples, StreamedExamples } from "./examples.ts";
import type { Simd } from "./simd.ts";

/** A network to run, and how. */
export interface Network {
  /** Its layers. */
  readonly topology: Topology;
  /** Images in a batch at most; default `BATCH_SIZE`, 32. */
  readonly batchSize?: number;
  /** Default: the best the machine has. */
  readonly simd?: Simd;
}

/** What all kinds of jobs have. */
export interface JobBase {
  /** The network; a worker keeps its engine from job to job. */
  readonly network: Network;
  /** The parameters to start from. Where they are not on shared memory a pool copies them there, once for all jobs. */
  readonly parameters: Float32Array;
  /** The images and labels, held or streamed. On shared memory, a pool does not copy them. */
  readonly examples: Examples | StreamedExamples;
  /** Indices of the images. */
  readonly indices: Uint32Array;
}
