import type { Layer, MapShape } from "../model/portable.ts";
import type { Kernels, Pointer } from "./kernels.ts";
import type { Arena } from "./memory.ts";

/** The settings of a pass through the network. */
export interface Pass {
  /** Number of images in the batch's buffers. */
  readonly images: number;
  /** Index of the first of them in the whole batch, where that is cut into pieces. */
  readonly first: number;
  /** Seeds dropout; absent: no dropout. */
  readonly dropoutSeed?: number;
  /**
   * Where weights stay as they are, in evaluation and over the pieces of a batch: "new" keeps them packed as the products
   * read them, "kept" uses what the last pass packed. Absent: they change with every step, and nothing is kept.
   */
  readonly packed?: "new" | "kept";
}

/** A map for the whole batch: its values, and their gradient where the layers before it need one. */
export interface Tensor {
  readonly shape: MapShape;
  readonly x: Pointer;
  /** Where its gradient lies; 0: no gradient is wanted. */
  readonly dx: Pointer;
}

/** Where a layer's weights and their gradients lie. */
export interface Weights {
  readonly kernel: Pointer;
  readonly bias: Pointer;
  readonly kernelGradient: Pointer;
  readonly biasGradient: Pointer;
}

/** One compiled layer: forward it reads its input and writes its output, backward it does so with their gradients. */
export interface Operation {
  readonly output: Tensor;
  forward(pass: Pass): void;
  backward(pass: Pass): void;
}

/** What compiling a layer needs. */
export interface CompileContext {
  readonly kernels: Kernels;
  readonly arena: Arena;
  /** Images in a batch at most. */
  readonly batchSize: number;
  /** Reserves at least `bytes` of memory that operations share while they run; its place is known once all are compiled. */
  scratch(bytes: number): () => Pointer;
}

/** The layer of a kind. */
export type LayerOf<K extends Layer["kind"]> = Extract<Layer, { kind: K }>;

/** Floats of one image's map. */
export function volume([height, width, channels]: MapShape): number {
  return height * width * channels;
}

/** A tensor for a batch. */
export function tensor(context: CompileContext, shape: MapShape, withGradient: boolean): Tensor {
  const bytes = 4 * volume(shape) * context.batchSize;
  return { shape, x: context.arena.allocate(bytes), dx: withGradient ? context.arena.allocate(bytes) : 0 };
}

/** n up to the next multiple. */
export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
