import type { Activation, Layer, MapShape } from "../model/mod.ts";
import type { Kernels, Pointer } from "./kernels.ts";
import type { Arena } from "./memory.ts";

/** What a pass through the network is told. */
export interface Pass {
  /** Number of images in the batch's buffers. */
  readonly images: number;
  /** Index of the first of them in the whole batch, where that is cut into pieces. */
  readonly first: number;
  /** Seeds dropout; absent: no dropout. */
  readonly dropoutSeed?: number;
}

/** A map for the whole batch: its values, and their gradient where the layers before it need one. */
export interface Tensor {
  readonly shape: MapShape;
  readonly x: Pointer;
  /** 0: no gradient wanted. */
  readonly dx: Pointer;
}

/** Where a layer's weights and their gradients lie. */
export interface Weights {
  readonly kernel: Pointer;
  readonly bias: Pointer;
  readonly kernelGradient: Pointer;
  readonly biasGradient: Pointer;
}

/** One compiled layer: reads its input tensor, writes its output tensor, and the same backward. */
export interface Operation {
  readonly output: Tensor;
  forward(pass: Pass): void;
  backward(pass: Pass): void;
}

/** What compiling a layer needs. */
export interface Workshop {
  readonly kernels: Kernels;
  readonly arena: Arena;
  /** Images in a batch at most. */
  readonly batchSize: number;
  /** Memory that any operation may use while it runs; asks for at least `bytes`, valid once all are compiled. */
  scratch(bytes: number): () => Pointer;
}

type Of<K extends Layer["kind"]> = Extract<Layer, { kind: K }>;

/** Floats of one image's map. */
export function volume([height, width, channels]: MapShape): number {
  return height * width * channels;
}

/** A tensor for a batch. */
export function tensor(shop: Workshop, shape: MapShape, withGradient: boolean): Tensor {
  const bytes = 4 * volume(shape) * shop.batchSize;
  return { shape, x: shop.arena.allocate(bytes), dx: withGradient ? shop.arena.allocate(bytes) : 0 };
}

/**
 * A convolution, with the max-pool behind it if there is one. The pool's gradient goes straight into the
 * convolution's: only the winner of each window has one, and pixels that no window covers are never computed.
 */
export function convolution(
  shop: Workshop,
  layer: Of<"convolution">,
  pool: Of<"maxPool"> | undefined,
  input: Tensor,
  weights: Weights,
): Operation {
  const { kernels, arena, batchSize } = shop;
  const padded = padding(shop, layer, input);
  const [inH, inW, cin] = padded.input.shape;
  const [kh, kw] = layer.kernel;
  const cout = layer.output[2];
  const cells = pool?.output ?? layer.output;
  const [outH, outW] = pool ? covered(pool) : layer.output;
  const relu = layer.activation === "relu";
  const output = tensor(shop, cells, true);
  const full = pool ? arena.allocate(4 * outH * outW * cout * batchSize) : output.x;
  const positions = pool ? arena.allocate(volume(cells) * batchSize) : 0;
  const panels = shop.scratch(4 * kh * kw * cin * roundUp(cout, 8));
  const overlap = pool
    ? Math.ceil(pool.window[0] / pool.stride) * Math.ceil(pool.window[1] / pool.stride)
    : 1;
  const pixelRoom = overlap * cout + 1;
  const paddedRun = roundUp(kw * cin, 4);
  const lists = shop.scratch(
    4 * (2 * cout * kh * paddedRun + cout + outH * outW) +
      8 * (cout * (cells[0] * cells[1] + 1) + outH * outW * pixelRoom),
  );
  const stride = pool?.stride ?? 1;
  const { top, left } = pool?.padding ?? { top: 0, left: 0 };
  return {
    output,
    // deno-fmt-ignore
    forward({ images }) {
      padded.pad(images);
      kernels.convolution_forward(padded.input.x, weights.kernel, weights.bias, full, images, inH, inW, cin, kh, kw, cout, outH, outW, relu, panels());
      if (pool) {
        kernels.max_pool_forward(full, output.x, positions, images, outH, outW, cout, cells[0], cells[1], ...pool.window, stride, top, left);
      }
    },
    // deno-fmt-ignore
    backward({ images }) {
      kernels.convolution_gradients(padded.input.x, weights.kernel, output.dx, output.x, positions, padded.input.dx, weights.kernelGradient, weights.biasGradient, images, inH, inW, cin, kh, kw, cout, outH, outW, cells[0], cells[1], stride, top, left, pool?.window[1] ?? 1, pixelRoom, relu, lists());
      padded.crop(images);
    },
  };
}

/** The convolution's input with its padding, a copy where there is any. */
function padding(shop: Workshop, layer: Of<"convolution">, input: Tensor) {
  const [height, width, channels] = layer.input;
  const { top, left } = layer.padding;
  const shape: MapShape = [
    layer.output[0] + layer.kernel[0] - 1,
    layer.output[1] + layer.kernel[1] - 1,
    channels,
  ];
  if (shape[0] === height && shape[1] === width) return { input, pad: () => {}, crop: () => {} };
  const inner = tensor(shop, shape, input.dx !== 0);
  const geometry = [height, width, channels, shape[0], shape[1], top, left] as const;
  return {
    input: inner,
    pad: (images: number) => shop.kernels.pad(input.x, inner.x, images, ...geometry),
    crop: (images: number) => {
      if (input.dx) shop.kernels.crop(inner.dx, input.dx, images, ...geometry);
    },
  };
}

/** The part of a pool's input that its windows cover. */
function covered({ input, output, window, stride, padding }: Of<"maxPool">): readonly [number, number] {
  return [
    Math.min(input[0], (output[0] - 1) * stride + window[0] - padding.top),
    Math.min(input[1], (output[1] - 1) * stride + window[1] - padding.left),
  ];
}

/** A max-pool that does not follow a convolution. */
export function maxPool(shop: Workshop, layer: Of<"maxPool">, input: Tensor): Operation {
  const { kernels, arena, batchSize } = shop;
  const output = tensor(shop, layer.output, input.dx !== 0);
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
export function dense(shop: Workshop, layer: Of<"dense">, input: Tensor, weights: Weights): Operation {
  const { kernels, batchSize } = shop;
  const depth = layer.input[2], units = layer.output[2];
  const output = tensor(shop, layer.output, true);
  const panel = shop.scratch(32 * Math.max(256, units));
  const panels = shop.scratch(4 * batchSize * roundUp(units, 8));
  const relu = layer.activation === "relu";
  return {
    output,
    forward({ images }) {
      kernels.dense_forward(
        input.x,
        weights.kernel,
        weights.bias,
        output.x,
        images,
        depth,
        units,
        relu,
        panel(),
      );
    },
    // deno-fmt-ignore
    backward({ images }) {
      if (relu) kernels.relu_gradient(output.x, output.dx, images * units);
      kernels.dense_weight_gradient(input.x, output.dx, weights.kernelGradient, weights.biasGradient, images, depth, units, panels());
      if (input.dx) kernels.dense_input_gradient(output.dx, weights.kernel, input.dx, images, depth, units, panel());
    },
  };
}

/**
 * Dropout, in place: a ReLU before it sees the dropped values as 0, whose gradient the mask has made 0 already.
 * `index` is the layer's place in the network; each has a mask of its own.
 */
export function dropout(shop: Workshop, layer: Of<"dropout">, index: number, input: Tensor): Operation {
  const { kernels, arena, batchSize } = shop;
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

/** An activation that stands alone, in place; softmax is the loss's. */
export function activation(shop: Workshop, input: Tensor, kind: Activation): Operation {
  const units = volume(input.shape);
  const relu = kind === "relu";
  return {
    output: input,
    forward({ images }) {
      if (relu) shop.kernels.relu_forward(input.x, images * units);
    },
    backward({ images }) {
      if (relu && input.dx) shop.kernels.relu_gradient(input.x, input.dx, images * units);
    },
  };
}

/** Flatten: the same values under another shape. */
export function flatten(input: Tensor, shape: MapShape): Operation {
  return { output: { ...input, shape }, forward() {}, backward() {} };
}

function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
