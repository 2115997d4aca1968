import { type Layer, type ParameterLayout, parameterLayout } from "../model/portable.ts";
import type { Kernels, Pointer } from "./kernels.ts";
import { arena } from "./memory.ts";
import { convolution } from "./convolution.ts";
import {
  type CompileContext,
  type Operation,
  type Pass,
  type Tensor,
  tensor,
  volume,
  type Weights,
} from "./operation.ts";
import { activation, dense, dropout, flatten, maxPool } from "./simple_operations.ts";
import { sumOf } from "../numbers/mod.ts";

/** Pieces a batch is cut into where several workers train on it: fixed, as it decides the sum of their gradients. */
export const PIECES = 4;
/** How many numbers of each piece's gradient are added at a time: few enough for a core's own cache. */
export const PIECE_BLOCK = 2048;

/** A network compiled for one batch size: where everything lies, and its layers in order. */
export interface Plan {
  /** Images in a batch at most. */
  readonly batchSize: number;
  /** Number of parameters. */
  readonly parameterCount: number;
  /** Where each weight tensor lies in the vectors. */
  readonly layout: ParameterLayout;
  /** Vectors as long as the parameters. */
  readonly vectors: {
    /** The parameters and their gradient. */
    readonly w: Pointer;
    readonly g: Pointer;
    /** The optimiser's state. */
    readonly m: Pointer;
    readonly v: Pointer;
    /** Of a local objective: what the parameters are pulled to, and what is added to their gradient. */
    readonly anchor: Pointer;
    readonly linear: Pointer;
  };
  /** Room for `PIECE_BLOCK` numbers of each of four gradients of pieces. */
  readonly pieces: Pointer;
  /** Three vectors with a value for each class, with which a local objective adjusts the logits. */
  readonly adjustment: { readonly scale: Pointer; readonly shift: Pointer; readonly zeros: Pointer };
  /** The batch: grey bytes, labels, and what the network made of them. */
  readonly batch: { readonly bytes: Pointer; readonly labels: Pointer; readonly predictions: Pointer };
  /** The network's input and the sums of its last layer. */
  readonly input: Tensor;
  readonly logits: Tensor;
  /** What enters the last layer. */
  readonly features: Tensor;
  /** Bytes of one image. */
  readonly imageBytes: number;
  /** Number of classes. */
  readonly classes: number;
  /** Runs all layers. */
  forward(pass: Pass): void;
  /** From the logits' gradient to that of all parameters. */
  backward(pass: Pass): void;
}

/**
 * Compiles a network: allocates every buffer, then builds its operations. Nothing is allocated later.
 *
 * @param batchSize Images in a batch at most.
 */
export function compile(kernels: Kernels, layers: readonly Layer[], batchSize: number): Plan {
  const layout = parameterLayout(layers);
  const parameterCount = sumOf(layout, ({ length }) => length);
  const { allocate } = arena(kernels);
  let scratchBytes = 0, scratchAt: Pointer = 0;
  const context: CompileContext = {
    kernels,
    arena: { allocate },
    batchSize,
    scratch(bytes) {
      scratchBytes = Math.max(scratchBytes, bytes);
      return () => scratchAt;
    },
  };
  const vectors = {
    w: allocate(4 * parameterCount),
    g: allocate(4 * parameterCount),
    m: allocate(4 * parameterCount),
    v: allocate(4 * parameterCount),
    anchor: allocate(4 * parameterCount),
    linear: allocate(4 * parameterCount),
  };
  const pieces = allocate(4 * PIECES * PIECE_BLOCK);
  const imageBytes = volume(layers[0].input);
  const batch = {
    bytes: allocate(imageBytes * batchSize),
    labels: allocate(batchSize),
    predictions: allocate(batchSize),
  };
  const input = tensor(context, layers[0].input, false);
  const operations = buildOperations(context, layers, input, layout, vectors);
  scratchAt = allocate(scratchBytes);
  const logits = operations.at(-1)!.output;
  const classes = logits.shape[2];
  const adjustment = {
    scale: allocate(4 * classes),
    shift: allocate(4 * classes),
    zeros: allocate(4 * classes),
  };
  const reversed = operations.toReversed();
  return {
    batchSize,
    parameterCount,
    layout,
    vectors,
    pieces,
    adjustment,
    batch,
    input,
    logits,
    features: operations.at(-2)?.output ?? input,
    imageBytes,
    classes,
    forward(pass) {
      for (const operation of operations) operation.forward(pass);
    },
    backward(pass) {
      for (const operation of reversed) operation.backward(pass);
    },
  };
}

function buildOperations(
  context: CompileContext,
  layers: readonly Layer[],
  input: Tensor,
  layout: ParameterLayout,
  vectors: Plan["vectors"],
): Operation[] {
  const weightsOf = (name: string): Weights => {
    const offset = (part: string) => 4 * layout.find((slot) => slot.name === `${name}/${part}`)!.offset;
    const kernel = offset("kernel"), bias = offset("bias");
    return {
      kernel: vectors.w + kernel,
      bias: vectors.w + bias,
      kernelGradient: vectors.g + kernel,
      biasGradient: vectors.g + bias,
    };
  };
  const operations: Operation[] = [];
  let tensor = input;
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index];
    let operation: Operation;
    switch (layer.kind) {
      case "convolution": {
        const next = layers[index + 1];
        const pool = next?.kind === "maxPool" ? next : undefined;
        if (pool) index++;
        operation = convolution(context, layer, pool, tensor, weightsOf(layer.name));
        break;
      }
      case "maxPool":
        operation = maxPool(context, layer, tensor);
        break;
      case "dense":
        operation = dense(context, layer, tensor, weightsOf(layer.name));
        break;
      case "dropout":
        operation = dropout(context, layer, index, tensor);
        break;
      case "activation":
        operation = activation(context, tensor, layer.activation);
        break;
      case "flatten":
        operation = flatten(tensor, layer.output);
        break;
      default: {
        const never: never = layer;
        throw new Error(`unknown layer ${never}`);
      }
    }
    operations.push(operation);
    tensor = operation.output;
  }
  return operations;
}
