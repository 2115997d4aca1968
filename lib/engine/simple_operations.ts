import type { Activation, MapShape } from "../model/portable.ts";
import {
  type CompileContext,
  type LayerOf,
  type Operation,
  roundUp,
  type Tensor,
  tensor,
  volume,
  type Weights,
} from "./operation.ts";

/** A max-pool that does not follow a convolution. */
export function maxPool(context: CompileContext, layer: LayerOf<"maxPool">, input: Tensor): Operation {
  const { kernels, arena, batchSize } = context;
  const output = tensor(context, layer.output, input.dx !== 0);
  const positions = arena.allocate(volume(layer.output) * batchSize);
  const { window, stride, padding: { top, left } } = layer;
  const geometry = [...layer.input, layer.output[0], layer.output[1]] as const;
  return {
    output,
    // deno-fmt-ignore
    forward({ images }) {
      kernels.max_pool_forward(input.x, output.x, positions, images, ...geometry, ...window, stride, top, left);
    },
    // deno-fmt-ignore
    backward({ images }) {
      if (input.dx) kernels.max_pool_gradient(output.dx, positions, input.dx, images, ...geometry, window[1], stride, top, left);
    },
  };
}

/** A dense layer. */
export function dense(
  context: CompileContext,
  layer: LayerOf<"dense">,
  input: Tensor,
  weights: Weights,
): Operation {
  const { kernels, arena, batchSize } = context;
  const depth = layer.input[2], units = layer.output[2];
  const output = tensor(context, layer.output, true);
  const wide = roundUp(units, 8);
  const kept = arena.allocate(4 * depth * wide);
  const scratch = context.scratch(
    4 * Math.max(128 * (wide + batchSize), batchSize * wide, units * (batchSize + 8)),
  );
  const relu = layer.activation === "relu";
  return {
    output,
    // deno-fmt-ignore
    forward({ images, packed }) {
      if (packed === "new") kernels.dense_pack(weights.kernel, kept, depth, units);
      const [w, panels] = packed ? [0, kept] : [weights.kernel, scratch()];
      kernels.dense_forward(input.x, w, weights.bias, output.x, images, depth, units, relu, panels, scratch() + 4 * 128 * wide);
    },
    // deno-fmt-ignore
    backward({ images }) {
      if (relu) kernels.relu_gradient(output.x, output.dx, images * units);
      kernels.dense_weight_gradient(input.x, output.dx, weights.kernelGradient, weights.biasGradient, images, depth, units, scratch());
      if (input.dx) kernels.dense_input_gradient(output.dx, weights.kernel, input.dx, images, depth, units, scratch());
    },
  };
}

/**
 * Dropout, in place: a ReLU before it sees the dropped values as 0, whose gradient the mask has made 0 already.
 * `index` is the layer's place in the network; each has a mask of its own.
 */
export function dropout(
  context: CompileContext,
  layer: LayerOf<"dropout">,
  index: number,
  input: Tensor,
): Operation {
  const { kernels, arena, batchSize } = context;
  const units = volume(layer.output);
  const mask = arena.allocate(4 * units * batchSize);
  return {
    output: input,
    forward({ images, first, dropoutSeed }) {
      if (dropoutSeed === undefined) return;
      kernels.dropout_mask(mask, images * units, first * units, dropoutSeed + 0x632be5ab * index, layer.rate);
      kernels.multiply(input.x, mask, input.x, images * units);
    },
    backward({ images, dropoutSeed }) {
      if (dropoutSeed !== undefined && input.dx) kernels.multiply(input.dx, mask, input.dx, images * units);
    },
  };
}

/** An activation that is a layer of its own, in place. Softmax is computed by the loss. */
export function activation(context: CompileContext, input: Tensor, kind: Activation): Operation {
  const units = volume(input.shape);
  const relu = kind === "relu";
  return {
    output: input,
    forward({ images }) {
      if (relu) context.kernels.relu_forward(input.x, images * units);
    },
    backward({ images }) {
      if (relu && input.dx) context.kernels.relu_gradient(input.x, input.dx, images * units);
    },
  };
}

/** Flatten: the same values under another shape. */
export function flatten(input: Tensor, shape: MapShape): Operation {
  return { output: { ...input, shape }, forward() {}, backward() {} };
}
