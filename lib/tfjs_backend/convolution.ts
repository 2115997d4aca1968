import { backend_util, type TensorInfo } from "@tensorflow/tfjs";
import { areFloats, type KernelCall, pointerOf, roundUp, type WasmBackend } from "./backend.ts";
import { type ConvolutionGeometry, type DepthwiseGeometry, runtimeOf } from "./kernels.ts";

/** Below this share of non-zero gradients, visiting only those is faster than the matrix product … */
const SPARSE = 0.5;
/** … if each is multiplied with at least this many weights. */
const SPARSE_DEPTH = 100;

type Sides = backend_util.Conv2DInfo;

/** Conv2D and FusedConv2D: NHWC, any strides and padding, no dilation; bias, and no activation or ReLU. */
export function convolution({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { x, filter, bias } = inputs;
  const activation = attrs.activation ?? "linear";
  if (!areFloats(x, filter) || (activation !== "linear" && activation !== "relu")) return;
  const sides = sidesOf(x.shape, filter.shape, attrs, attrs.dilations);
  if (!isPlain(sides)) return;
  if (bias && (!areFloats(bias) || bias.shape.length !== 1 || bias.shape[0] !== sides.outChannels)) return;
  const y = backend.makeOutput(sides.outShape, "float32");
  const at = (tensor: TensorInfo) => pointerOf(backend, tensor);
  const { kernels, scratch } = runtimeOf(backend);
  const geometry = geometryOf(sides);
  const [, , , cin, kh, kw, cout, , , , , , , padH, padW] = geometry;
  const room = scratch(4 * (kh * kw * cin * roundUp(cout, 8) + padH * padW * cin));
  const biasAt = bias ? at(bias) : 0;
  kernels.convolution(at(x), at(filter), biasAt, at(y), ...geometry, activation === "relu", room);
  return y;
}

/** Conv2DBackpropFilter. */
export function filterGradient({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { x, dy } = inputs;
  if (!areFloats(x, dy)) return;
  const sides = sidesOf(x.shape, attrs.filterShape as number[], attrs, 1);
  if (!isPlain(sides)) return;
  const dw = backend.makeOutput(sides.filterShape, "float32");
  const at = (tensor: TensorInfo) => pointerOf(backend, tensor);
  const { kernels, scratch } = runtimeOf(backend);
  const geometry = geometryOf(sides);
  const [, , , cin, kh, kw, cout, outH, outW, , , , , padH, padW] = geometry;
  const pixels = outH * outW, image = padH * padW * cin;
  if (isSparse(backend, dy, sides)) {
    const floats = cout * kh * roundUp(kw * cin, 4) + image + 4 + cout;
    const room = scratch(4 * floats + 8 * cout * (pixels + 1));
    kernels.sparse_filter_gradient(at(x), at(dy), at(dw), ...geometry, room);
  } else {
    const room = scratch(4 * ((kh * kw * cin + pixels) * roundUp(cout, 8) + image));
    kernels.filter_gradient(at(x), at(dy), at(dw), ...geometry, room);
  }
  return dw;
}

/** Conv2DBackpropInput. */
export function inputGradient({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { dy, filter } = inputs;
  if (!areFloats(dy, filter)) return;
  const sides = sidesOf(attrs.inputShape as number[], filter.shape, attrs, 1);
  if (!isPlain(sides)) return;
  const dx = backend.makeOutput(sides.inShape, "float32");
  const at = (tensor: TensorInfo) => pointerOf(backend, tensor);
  const { kernels, scratch } = runtimeOf(backend);
  const geometry = geometryOf(sides);
  const [, , , cin, kh, kw, cout, , outW, , , , , padH, padW] = geometry;
  const image = padH * padW * cin;
  if (isSparse(backend, dy, sides)) {
    const room = scratch(4 * (cout * kh * roundUp(kw * cin, 4) + image + 4) + 8 * (cout + 1));
    kernels.sparse_input_gradient(at(dy), at(filter), at(dx), ...geometry, room);
  } else {
    const room = scratch(4 * (roundUp(kh * kw * cin, 8) * (cout + 48 + outW) + image));
    kernels.input_gradient(at(dy), at(filter), at(dx), ...geometry, room);
  }
  return dx;
}

/** DepthwiseConv2dNativeBackpropFilter. */
export function depthwiseFilterGradient({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { x, dy } = inputs;
  if (!areFloats(x, dy)) return;
  const sides = sidesOf(x.shape, attrs.filterShape as number[], attrs, attrs.dilations, true);
  if (!isPlain(sides)) return;
  const dw = backend.makeOutput(sides.filterShape, "float32");
  const at = (tensor: TensorInfo) => pointerOf(backend, tensor);
  runtimeOf(backend).kernels.depthwise_filter_gradient(at(x), at(dy), at(dw), ...depthwiseGeometryOf(sides));
  return dw;
}

/** DepthwiseConv2dNativeBackpropInput. */
export function depthwiseInputGradient({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { dy, filter } = inputs;
  if (!areFloats(dy, filter)) return;
  const sides = sidesOf(attrs.inputShape as number[], filter.shape, attrs, attrs.dilations, true);
  if (!isPlain(sides)) return;
  const dx = backend.makeOutput(sides.inShape, "float32");
  const at = (tensor: TensorInfo) => pointerOf(backend, tensor);
  runtimeOf(backend).kernels.depthwise_input_gradient(
    at(dy),
    at(filter),
    at(dx),
    ...depthwiseGeometryOf(sides),
  );
  return dx;
}

/** The sizes that tfjs computes from a convolution's settings. */
function sidesOf(
  inShape: number[],
  filterShape: number[],
  { strides, pad, dimRoundingMode, dataFormat }: KernelCall["attrs"],
  dilations: unknown,
  depthwise = false,
): Sides {
  return backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides as number,
    (dilations ?? 1) as number,
    pad as "same",
    dimRoundingMode as "floor" | undefined,
    depthwise,
    backend_util.convertConv2DDataFormat((dataFormat ?? "NHWC") as "NHWC"),
  );
}

/** Whether the gradients of the first image are mostly zeros, as behind a max-pool or a ReLU. */
function isSparse(backend: WasmBackend, dy: TensorInfo, sides: Sides): boolean {
  const { filterHeight, filterWidth, inChannels, outHeight, outWidth, outChannels } = sides;
  if (filterHeight * filterWidth * inChannels < SPARSE_DEPTH) return false;
  const values = outHeight * outWidth * outChannels;
  return runtimeOf(backend).kernels.count_nonzero(pointerOf(backend, dy), values) < SPARSE * values;
}

function isPlain({ dataFormat, dilationHeight, dilationWidth }: Sides): boolean {
  return dataFormat === "channelsLast" && dilationHeight === 1 && dilationWidth === 1;
}

function geometryOf(sides: Sides): ConvolutionGeometry {
  const { top, left } = sides.padInfo;
  return [
    sides.batchSize,
    sides.inHeight,
    sides.inWidth,
    sides.inChannels,
    sides.filterHeight,
    sides.filterWidth,
    sides.outChannels,
    sides.outHeight,
    sides.outWidth,
    sides.strideHeight,
    sides.strideWidth,
    top,
    left,
    Math.max(top + sides.inHeight, (sides.outHeight - 1) * sides.strideHeight + sides.filterHeight),
    Math.max(left + sides.inWidth, (sides.outWidth - 1) * sides.strideWidth + sides.filterWidth),
  ];
}

function depthwiseGeometryOf(sides: Sides): DepthwiseGeometry {
  return [
    sides.batchSize,
    sides.inHeight,
    sides.inWidth,
    sides.inChannels,
    sides.filterHeight,
    sides.filterWidth,
    sides.outChannels / sides.inChannels,
    sides.outHeight,
    sides.outWidth,
    sides.strideHeight,
    sides.strideWidth,
    sides.padInfo.top,
    sides.padInfo.left,
  ];
}
