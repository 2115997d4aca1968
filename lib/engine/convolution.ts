import type { MapShape } from "../model/portable.ts";
import type { Pointer } from "./kernels.ts";
import {
  type CompileContext,
  type LayerOf,
  type Operation,
  type Pass,
  roundUp,
  type Tensor,
  tensor,
  volume,
  type Weights,
} from "./operation.ts";

/**
 * A convolution, together with the max-pool that follows it, if there is one. The pool's gradient goes straight into the
 * convolution's: only the greatest value of each window has one, and pixels that no window covers are never computed.
 * 3 × 3 kernels before a 2 × 2 pool, the usual pair, have forward kernels of their own that never write the map
 * between: Winograd's, and one for few channels, as the first layer has.
 */
export function convolution(
  context: CompileContext,
  layer: LayerOf<"convolution">,
  pool: LayerOf<"maxPool"> | undefined,
  input: Tensor,
  weights: Weights,
): Operation {
  const padded = padding(context, layer, input);
  const cells = pool?.output ?? layer.output;
  const output = tensor(context, cells, true);
  const positions = pool ? context.arena.allocate(volume(cells) * context.batchSize) : 0;
  const job = { context, layer, pool, input: padded.input, output, positions, weights };
  const usualPair = pool !== undefined && isUsualPair(layer, pool);
  const channels = layer.input[2];
  const { forward, backward } = !usualPair
    ? { forward: directForward(job), backward: sparseBackward(job) }
    : channels % 4 === 0
    ? { forward: winogradForward(job), backward: sparseBackward(job) }
    : windows(job);
  return {
    output,
    forward({ images, packed }) {
      padded.pad(images);
      forward(images, packed);
    },
    backward({ images }) {
      backward(images);
      padded.crop(images);
    },
  };
}

/** A convolution to be computed, and where its values lie. */
interface Convolution {
  readonly context: CompileContext;
  readonly layer: LayerOf<"convolution">;
  readonly pool: LayerOf<"maxPool"> | undefined;
  readonly input: Tensor;
  readonly output: Tensor;
  readonly positions: Pointer;
  readonly weights: Weights;
}

type Direction = (images: number, packed?: Pass["packed"]) => void;

/** A 3 × 3 convolution and a 2 × 2 max-pool all of whose windows lie within its map, in whole panels of filters. */
function isUsualPair({ kernel, output }: LayerOf<"convolution">, pool: LayerOf<"maxPool">): boolean {
  const { window, stride, padding, output: [cellsH, cellsW] } = pool;
  return String([kernel, window, stride, padding.top, padding.left]) === "3,3,2,2,2,0,0" &&
    2 * cellsH <= output[0] && 2 * cellsW <= output[1] && output[2] % 8 === 0;
}

function windows(job: Convolution): { forward: Direction; backward: Direction } {
  const { context: { kernels, arena, batchSize, scratch }, layer, input, output, positions, weights } = job;
  const [inH, inW, cin] = input.shape;
  const [cellsH, cellsW, cout] = output.shape;
  const relu = layer.activation === "relu";
  const inked = arena.allocate(4 * batchSize * cellsH * (cellsW + 1));
  const room = scratch(4 * (9 * cin + cellsW) * cout);
  // deno-fmt-ignore
  return {
    forward(images) {
      kernels.window_pool_forward(input.x, weights.kernel, weights.bias, output.x, positions, inked, images, inH, inW, cin, cout, cellsH, cellsW, relu, room());
    },
    backward: cin > 1 || input.dx ? sparseBackward(job) : (images) => {
      kernels.grey_pool_gradient(input.x, output.dx, output.x, positions, inked, weights.kernelGradient, weights.biasGradient, images, inH, inW, cout, cellsH, cellsW, relu);
    },
  };
}

function winogradForward({ context, layer, input, output, positions, weights }: Convolution): Direction {
  const { kernels } = context;
  const [inH, inW, cin] = input.shape;
  const [cellsH, cellsW, cout] = output.shape;
  const relu = layer.activation === "relu";
  const side = winogradSide(cellsH, cellsW), places = (side + 2) ** 2;
  const u = context.arena.allocate(4 * places * (cin * cout + 16));
  const scratch = context.scratch(4 * (places * (12 * (cin + cout) + cin + 32) + 12 * cin));
  // deno-fmt-ignore
  return (images, packed) => {
    if (packed !== "kept") kernels.winograd_pack(side, weights.kernel, u, cin, cout);
    kernels.winograd_pool_forward(side, input.x, u, weights.bias, output.x, positions, images, inH, inW, cin, cout, cellsH, cellsW, relu, scratch());
  };
}

/** The side of Winograd's tiles, 4 or 6 pixels, with which a map of so many 2 × 2 windows takes the fewest products. */
function winogradSide(cellsH: number, cellsW: number): number {
  const products = (side: number) =>
    (side + 2) ** 2 * Math.ceil(2 * cellsH / side) * Math.ceil(2 * cellsW / side);
  return products(6) < products(4) ? 6 : 4;
}

function directForward({ context, layer, pool, input, output, positions, weights }: Convolution): Direction {
  const { kernels } = context;
  const [inH, inW, cin] = input.shape;
  const [kh, kw] = layer.kernel;
  const [cellsH, cellsW, cout] = output.shape;
  const [outH, outW] = pool ? covered(pool) : layer.output;
  const relu = layer.activation === "relu";
  const map = pool ? context.arena.allocate(4 * outH * outW * cout * context.batchSize) : output.x;
  const panels = context.scratch(4 * kh * kw * cin * roundUp(cout, 8));
  // deno-fmt-ignore
  return (images) => {
    kernels.convolution_forward(input.x, weights.kernel, weights.bias, map, images, inH, inW, cin, kh, kw, cout, outH, outW, relu, panels());
    if (pool) {
      const { window, stride, padding: { top, left } } = pool;
      kernels.max_pool_forward(map, output.x, positions, images, outH, outW, cout, cellsH, cellsW, ...window, stride, top, left);
    }
  };
}

function sparseBackward({ context, layer, pool, input, output, positions, weights }: Convolution): Direction {
  const { kernels } = context;
  const [inH, inW, cin] = input.shape;
  const [kh, kw] = layer.kernel;
  const [cellsH, cellsW, cout] = output.shape;
  const relu = layer.activation === "relu";
  const { stride, padding: { top, left }, window } = pool ??
    { stride: 1, padding: { top: 0, left: 0 }, window: [1, 1] as const };
  const [windowH, windowW] = window, windows = windowH * windowW;
  const scratch = context.scratch(
    4 * (2 * cout * kh * roundUp(kw * cin, 4) + 2 * windows) +
      8 * Math.max(cellsH * cellsW + 1, windows * (cout + 1)),
  );
  // deno-fmt-ignore
  return (images) => {
    if (relu) kernels.relu_gradient(output.x, output.dx, images * volume(output.shape));
    kernels.convolution_gradients(input.x, weights.kernel, output.dx, positions, input.dx, weights.kernelGradient, weights.biasGradient, images, inH, inW, cin, kh, kw, cout, cellsH, cellsW, windowH, windowW, stride, top, left, scratch());
  };
}

/** The convolution's input with its padding, a copy where there is any. */
function padding(context: CompileContext, layer: LayerOf<"convolution">, input: Tensor) {
  const [height, width, channels] = layer.input;
  const { top, left } = layer.padding;
  const shape: MapShape = [
    layer.output[0] + layer.kernel[0] - 1,
    layer.output[1] + layer.kernel[1] - 1,
    channels,
  ];
  if (shape[0] === height && shape[1] === width) return { input, pad: () => {}, crop: () => {} };
  const inner = tensor(context, shape, input.dx !== 0);
  const geometry = [height, width, channels, shape[0], shape[1], top, left] as const;
  return {
    input: inner,
    pad: (images: number) => context.kernels.pad(input.x, inner.x, images, ...geometry),
    crop: (images: number) => {
      if (input.dx) context.kernels.crop(inner.dx, input.dx, images, ...geometry);
    },
  };
}

/** The part of a pool's input that its windows cover. */
function covered({ input, output, window, stride, padding }: LayerOf<"maxPool">): readonly [number, number] {
  return [
    Math.min(input[0], (output[0] - 1) * stride + window[0] - padding.top),
    Math.min(input[1], (output[1] - 1) * stride + window[1] - padding.left),
  ];
}
