import { backend_util, type TensorInfo } from "@tensorflow/tfjs";
import { areFloats, type KernelCall, pointerOf } from "./backend.ts";
import { runtimeOf } from "./kernels.ts";

/** MaxPoolGrad. */
export function maxPoolGradient({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { dy, input: x, output: y } = inputs;
  if (!areFloats(dy, x, y)) return;
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const sides = backend_util.computePool2DInfo(
    x.shape as [number, number, number, number],
    filterSize as number,
    strides as number,
    1,
    pad as "same",
    dimRoundingMode as "floor" | undefined,
  );
  const dx = backend.makeOutput(x.shape, "float32");
  const at = (tensor: TensorInfo) => pointerOf(backend, tensor);
  runtimeOf(backend).kernels.max_pool_gradient(
    at(x),
    at(y),
    at(dy),
    at(dx),
    sides.batchSize,
    sides.inHeight,
    sides.inWidth,
    sides.inChannels,
    sides.outHeight,
    sides.outWidth,
    sides.filterHeight,
    sides.filterWidth,
    sides.strideHeight,
    sides.strideWidth,
    sides.padInfo.top,
    sides.padInfo.left,
  );
  return dx;
}
