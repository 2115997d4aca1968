import { layersOf, type Topology } from "../model/portable.ts";
import type { Examples, ImageReader } from "./examples.ts";
import { instantiateKernels } from "./kernels.ts";
import { blockBytes } from "./memory.ts";
import { detectSimd, type Simd } from "./simd.ts";
import { type LocalObjective, objectiveTerms } from "./objective.ts";
import { type Pass, volume } from "./operation.ts";
import { compile, PIECE_BLOCK, PIECES } from "./plan.ts";

/** Images in a batch where nothing else is said. */
export const BATCH_SIZE = 32;

/** How an engine is made. */
export interface EngineOptions {
  /** Images in a batch at most; default `BATCH_SIZE`, 32. */
  readonly batchSize?: number;
  /** Default: the best the machine has. */
  readonly simd?: Simd;
  /** Told of each batch that is loaded: how many images it holds. */
  readonly onBatch?: (images: number) => void;
}

/** The result of a pass over a batch. */
export interface BatchResult {
  /** Sum of the images' cross-entropies, in nats. */
  readonly lossSum: number;
  /** Images whose class was predicted. */
  readonly correct: number;
}

/** What a gradient is taken of. */
export interface GradientOptions {
  /** Divides the sum of the losses: the whole batch's size, where this is a piece of one; default: its own size. */
  readonly divisor?: number;
  /** Index of the first image in the whole batch; default 0. */
  readonly first?: number;
  /** Seeds dropout; absent: no dropout. */
  readonly dropoutSeed?: number;
  /**
   * Where a batch comes in pieces: false for its first, whose weights are packed and kept, true for the others, whose
   * parameters are the same; default: nothing is kept.
   */
  readonly sameParameters?: boolean;
}

/**
 * A network on the wasm kernels, with a memory of its own in which everything a training step needs was allocated
 * once. Its vectors are views of that memory: copy what must last.
 */
export interface Engine {
  /** Which kernels it runs. */
  readonly simd: Simd;
  /** Images in a batch at most. */
  readonly batchSize: number;
  /** Number of classes. */
  readonly classes: number;
  /** Bytes of its memory. */
  readonly memoryBytes: number;
  /** The network's parameters; write to set them. */
  readonly parameters: Float32Array;
  /** The last gradient, laid out as the parameters. */
  readonly gradient: Float32Array;
  /** The classes predicted for the batch last passed. */
  readonly predictions: Uint8Array;
  /** The outputs before softmax of the batch last passed, images × classes. */
  readonly logits: Float32Array;
  /** What enters the last layer, of the batch last passed, images × features. */
  readonly features: Float32Array;
  /**
   * Copies the images at `indices`, at most `batchSize`, and their labels into the batch.
   *
   * @throws {RangeError} More images than the batch holds, or a reader's images of another size than the network's.
   */
  loadBatch(examples: Examples | ImageReader, indices: ArrayLike<number>): void;
  /**
   * Loss and right predictions of the batch, without dropout.
   *
   * @param sameParameters The parameters are those of the last pass, whose packed weights are used again where it kept
   * them; default false. Wrong after parameters were written.
   */
  evaluate(sameParameters?: boolean): BatchResult;
  /** What `computeGradient` takes the gradient of from now on; without an argument the mean loss alone. */
  setObjective(objective?: LocalObjective): void;
  /** The objective's gradient over the batch, into `gradient`; loss and right predictions are of the adjusted logits. */
  computeGradient(options?: GradientOptions): BatchResult;
  /**
   * Sets `gradient` to the sum of those of a batch's pieces, added in their order with single-precision roundings.
   *
   * @param pieces `PIECES` vectors, laid out as the parameters.
   * @param stretch Where it is set.
   */
  sumPieces(pieces: readonly Float32Array[], stretch: Stretch): void;
  /** The optimiser's state; write to set it. */
  readonly optimizerState: OptimizerState;
  /** Sets the optimiser's state to zero: a fresh optimiser. */
  resetOptimizer(): void;
  /**
   * One step along `gradient`.
   *
   * @param stretch Which parameters are stepped; default: all.
   */
  step(optimizer: Optimizer, stretch?: Stretch): void;
}

/** The parameters from one index, a multiple of 4, up to another, which also is one unless it is their end. */
export interface Stretch {
  /** The first. */
  readonly from: number;
  /** The first behind it. */
  readonly to: number;
}

/** What an optimiser keeps from step to step. */
export interface OptimizerState {
  /** Momentum, or Adam's two moments: a view of the engine's memory. */
  readonly moments: Float32Array;
  /** Steps so far. */
  steps: number;
}

/** How many numbers an optimiser's moments take: the first moment's memory, then the second moment. */
function momentsLength(parameterCount: number): number {
  return blockBytes(4 * parameterCount) / 4 + parameterCount;
}

/** The state of an optimiser that has not taken a step yet. */
export function freshOptimizer(parameterCount: number): OptimizerState {
  return { moments: new Float32Array(momentsLength(parameterCount)), steps: 0 };
}

/** A local optimiser, with the formulas and defaults of tfjs. */
export type Optimizer =
  | { readonly kind: "sgd"; readonly learningRate: number; readonly momentum: number }
  | { readonly kind: "adam"; readonly learningRate: number };

/** Adam's constants, tfjs's and Keras's defaults: β₁, β₂, ε. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/**
 * Compiles a network for training and evaluation.
 *
 * @throws {TopologyError} The engine does not know one of the layers.
 * @throws {RangeError} `batchSize` is not a whole number of at least 1.
 * @example
 * ```ts
 * import { createEngine } from "@fedink/fedink/engine";
 * import { originalNetwork } from "@fedink/fedink/model";
 *
 * const engine = await createEngine(originalNetwork(), { batchSize: 32 });
 * console.log(engine.parameters.length); // 368562
 * ```
 */
export async function createEngine(topology: Topology, options: EngineOptions = {}): Promise<Engine> {
  const { batchSize = BATCH_SIZE, simd = detectSimd(), onBatch } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`batchSize must be a whole number of at least 1, got ${batchSize}`);
  }
  const kernels = await instantiateKernels(simd);
  const plan = compile(kernels, layersOf(topology), batchSize);
  const { vectors, batch, imageBytes, classes, parameterCount } = plan;
  const { buffer } = kernels.memory;
  const bytes = new Uint8Array(buffer, batch.bytes, batchSize * imageBytes);
  const labels = new Uint8Array(buffer, batch.labels, batchSize);
  const predictions = new Uint8Array(buffer, batch.predictions, batchSize);
  const pieceRoom = new Float32Array(buffer, plan.pieces, PIECES * PIECE_BLOCK);
  const objective = objectiveTerms(kernels, plan);
  const state: OptimizerState = {
    moments: new Float32Array(buffer, vectors.m, momentsLength(parameterCount)),
    steps: 0,
  };
  let images = 0;
  /** Whether what is kept packed is that of the parameters, unless somebody has written to them. */
  let isPacked = false;

  /** What a pass does with packed weights: none are kept where nothing is said of the parameters. */
  function packedWhere(sameParameters: boolean | undefined): Pass["packed"] {
    const packed = sameParameters === undefined ? undefined : sameParameters && isPacked ? "kept" : "new";
    isPacked = packed !== undefined;
    return packed;
  }

  function result(lossSum: number): BatchResult {
    let correct = 0;
    for (let i = 0; i < images; i++) if (predictions[i] === labels[i]) correct++;
    return { lossSum, correct };
  }

  return {
    simd,
    batchSize,
    classes,
    memoryBytes: buffer.byteLength,
    parameters: new Float32Array(buffer, vectors.w, parameterCount),
    gradient: new Float32Array(buffer, vectors.g, parameterCount),
    predictions,
    logits: new Float32Array(buffer, plan.logits.x, batchSize * classes),
    features: new Float32Array(buffer, plan.features.x, batchSize * volume(plan.features.shape)),

    loadBatch(examples, indices) {
      images = indices.length;
      if (images > batchSize) {
        throw new RangeError(`a batch holds at most ${batchSize} images, got ${images}`);
      }
      if ("read" in examples) {
        if (examples.imageBytes !== imageBytes) {
          throw new RangeError(
            `the network takes images of ${imageBytes} bytes, got such of ${examples.imageBytes}`,
          );
        }
        for (let i = 0; i < images; i++) {
          examples.read(indices[i], bytes.subarray(i * imageBytes, (i + 1) * imageBytes));
          labels[i] = examples.label(indices[i]);
        }
      } else {
        for (let i = 0; i < images; i++) {
          const from = indices[i] * imageBytes;
          bytes.set(examples.images.subarray(from, from + imageBytes), i * imageBytes);
          labels[i] = examples.labels[indices[i]];
        }
      }
      kernels.normalize(batch.bytes, plan.input.x, images * imageBytes);
      onBatch?.(images);
    },

    evaluate(sameParameters = false) {
      plan.forward({ images, first: 0, packed: packedWhere(sameParameters) });
      return result(
        kernels.softmax_cross_entropy(plan.logits.x, batch.labels, 0, batch.predictions, images, classes, 0),
      );
    },

    setObjective: objective.set,

    computeGradient({ divisor = images, first = 0, dropoutSeed, sameParameters } = {}) {
      const pass = { images, first, dropoutSeed, packed: packedWhere(sameParameters) };
      plan.forward(pass);
      objective.adjustLogits(images);
      const lossSum = kernels.softmax_cross_entropy(
        plan.logits.x,
        batch.labels,
        plan.logits.dx,
        batch.predictions,
        images,
        classes,
        1 / divisor,
      );
      objective.adjustLogitGradient(images);
      plan.backward(pass);
      objective.completeGradient();
      return result(lossSum);
    },

    sumPieces(pieces, { from, to }) {
      for (let at = from; at < to; at += PIECE_BLOCK) {
        const end = Math.min(to, at + PIECE_BLOCK);
        pieces.forEach((gradient, i) => pieceRoom.set(gradient.subarray(at, end), i * PIECE_BLOCK));
        kernels.sum_of_four(plan.pieces, 4 * PIECE_BLOCK, vectors.g + 4 * at, end - at);
      }
    },

    optimizerState: state,

    resetOptimizer() {
      state.moments.fill(0);
      state.steps = 0;
    },

    step(optimizer, { from, to } = { from: 0, to: parameterCount }) {
      isPacked = false;
      const [w, g, m, v] = [vectors.w, vectors.g, vectors.m, vectors.v].map((start) => start + 4 * from);
      const steps = ++state.steps;
      if (optimizer.kind === "sgd") {
        kernels.sgd_step(w, g, m, to - from, optimizer.learningRate, optimizer.momentum);
        return;
      }
      const { beta1, beta2, epsilon } = ADAM;
      const rate = optimizer.learningRate / (1 - beta1 ** steps);
      const inverseRootCorrection = 1 / Math.sqrt(1 - beta2 ** steps);
      kernels.adam_step(w, g, m, v, to - from, rate, beta1, beta2, inverseRootCorrection, epsilon);
    },
  };
}
