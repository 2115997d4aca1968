import { getKernelsForBackend, registerKernel, setBackend, unregisterKernel } from "@tensorflow/tfjs";
import { ADAM_STEP, adamStep, registerAdam } from "./adam.ts";
import type { FastKernel, KernelCall, KernelFunction } from "./backend.ts";
import { byCpuBackend } from "./by_cpu_backend.ts";
import { comparison } from "./comparison.ts";
import {
  convolution,
  depthwiseFilterGradient,
  depthwiseInputGradient,
  filterGradient,
  inputGradient,
} from "./convolution.ts";
import { cast, gather, identity } from "./copies.ts";
import { loadKernels } from "./kernels.ts";
import { matrixProduct } from "./matrix_product.ts";
import { maxPoolGradient } from "./pooling.ts";
import { mean, sum } from "./reduction.ts";
import { registerReluGradient, RELU_GRADIENT, reluGradient } from "./relu.ts";
import { segmentSum } from "./segment_sum.ts";
import { tile } from "./tile.ts";

/** The kernels by their names in tfjs. */
export const FAST_KERNELS: Readonly<Record<string, FastKernel>> = {
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv2DBackpropFilter: filterGradient,
  Conv2DBackpropInput: inputGradient,
  DepthwiseConv2dNativeBackpropFilter: depthwiseFilterGradient,
  DepthwiseConv2dNativeBackpropInput: depthwiseInputGradient,
  MaxPoolGrad: maxPoolGradient,
  BatchMatMul: matrixProduct,
  _FusedMatMul: matrixProduct,
  Sum: sum,
  Mean: mean,
  Identity: identity,
  Cast: cast,
  GatherV2: gather,
  UnsortedSegmentSum: segmentSum,
  Tile: tile,
  Equal: comparison,
  NotEqual: comparison,
  Greater: comparison,
  GreaterEqual: comparison,
  Less: comparison,
  LessEqual: comparison,
  [RELU_GRADIENT]: reluGradient,
  [ADAM_STEP]: adamStep,
};

/** Kernels of tfjs 4.22 that give wrong values, replaced by those of the cpu backend. */
const WRONG_KERNELS = ["Conv3DBackpropInputV2"];

let registration: Promise<void> | undefined;

/**
 * Makes tfjs's wasm backend the current one and registers kernels with which `model.fit` works there, and fast;
 * docs/tfjs.md lists them. Needs permission to read the npm package `@tensorflow/tfjs-backend-wasm`. A second call only
 * changes the backend.
 *
 * @throws {Error} The wasm backend cannot be loaded; tfjs has then printed the reason.
 */
export async function registerFastKernels(): Promise<void> {
  await import("@tensorflow/tfjs-backend-wasm");
  if (!await setBackend("wasm")) {
    throw new Error(
      "tfjs's wasm backend does not start, see above; under Deno its .wasm file needs --allow-read",
    );
  }
  await (registration ??= register());
}

async function register(): Promise<void> {
  await loadKernels();
  const known = new Map(getKernelsForBackend("wasm").map((config) => [config.kernelName, config]));
  const replace = (kernelName: string, kernelFunc: KernelFunction) => {
    if (known.has(kernelName)) unregisterKernel(kernelName, "wasm");
    registerKernel({ ...known.get(kernelName), kernelName, backendName: "wasm", kernelFunc });
  };
  for (const [kernelName, fast] of Object.entries(FAST_KERNELS)) {
    const original = known.get(kernelName)?.kernelFunc ?? byCpuBackend(kernelName);
    replace(kernelName, preferring(fast, original));
  }
  for (const kernelName of WRONG_KERNELS) replace(kernelName, byCpuBackend(kernelName));
  registerReluGradient();
  registerAdam();
}

/** Runs the fast kernel if it handles the case, else tfjs's own. */
function preferring(fast: FastKernel, original: KernelFunction): KernelFunction {
  return (call) => fast(call as unknown as KernelCall, original) ?? original(call);
}
