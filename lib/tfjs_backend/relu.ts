import {
  engine,
  getBackend,
  getGradient,
  registerGradient,
  type Tensor,
  type TensorInfo,
} from "@tensorflow/tfjs";
import { areFloats, type KernelCall, pointerOf, size } from "./backend.ts";
import { runtimeOf } from "./kernels.ts";

/** The name of our kernel; tfjs has none: it multiplies by the cast of `step(x)`. */
export const RELU_GRADIENT = "ReluGrad";

/** dX of a ReLU. */
export function reluGradient({ inputs: { x, dy }, backend }: KernelCall): TensorInfo {
  const dx = backend.makeOutput(x.shape, "float32");
  const [px, pdy, pdx] = [x, dy, dx].map((tensor) => pointerOf(backend, tensor));
  runtimeOf(backend).kernels.relu_gradient(px, pdy, pdx, size(x));
  return dx;
}

/** Makes tfjs compute ReLU's gradient with this kernel on the wasm backend; other backends are unchanged. */
export function registerReluGradient(): void {
  const original = getGradient("Relu");
  registerGradient({
    ...original,
    gradFunc: (dy, saved, attrs) => {
      const [x] = saved;
      if (getBackend() !== "wasm" || !areFloats(dy as Tensor, x)) return original.gradFunc(dy, saved, attrs);
      return { x: () => engine().runKernel(RELU_GRADIENT, { x, dy: dy as Tensor }) as Tensor };
    },
  });
}
