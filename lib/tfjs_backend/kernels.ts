import type { Pointer, WasmBackend } from "./backend.ts";
import { kernels as compiled } from "./kernels.wasm.ts";

/** The sides of a convolution: kernel, strides, padding before, and the padded input. */
export type ConvolutionGeometry = readonly [
  n: number,
  inH: number,
  inW: number,
  cin: number,
  kh: number,
  kw: number,
  cout: number,
  outH: number,
  outW: number,
  strideH: number,
  strideW: number,
  padTop: number,
  padLeft: number,
  padH: number,
  padW: number,
];

/** The sides of a depthwise convolution. */
export type DepthwiseGeometry = readonly [
  n: number,
  inH: number,
  inW: number,
  channels: number,
  kh: number,
  kw: number,
  multiplier: number,
  outH: number,
  outW: number,
  strideH: number,
  strideW: number,
  padTop: number,
  padLeft: number,
];

/** The sides of a pooling. */
export type PoolGeometry = readonly [
  n: number,
  inH: number,
  inW: number,
  channels: number,
  outH: number,
  outW: number,
  windowH: number,
  windowW: number,
  strideH: number,
  strideW: number,
  padTop: number,
  padLeft: number,
];

/** The compiled kernels; their sources in assembly/ describe each. */
export interface Kernels {
  /** Where their static data ends. */
  readonly heapBase: WebAssembly.Global;
  // deno-fmt-ignore
  /** Y = X · W + bias, then ReLU if asked. */
  dense_forward(x: Pointer, w: Pointer, bias: Pointer, y: Pointer, m: number, depth: number, n: number, relu: boolean, panels: Pointer, turned: Pointer): void;
  // deno-fmt-ignore
  /** dX = dY · Wᵀ. */
  dense_input_gradient(dy: Pointer, w: Pointer, dx: Pointer, m: number, depth: number, n: number, panel: Pointer): void;
  // deno-fmt-ignore
  /** dW = Xᵀ · dY, dB = the sum of dY's rows. */
  dense_weight_gradient(x: Pointer, dy: Pointer, dw: Pointer, db: Pointer, m: number, depth: number, n: number, panels: Pointer): void;
  // deno-fmt-ignore
  /** Y = X ∗ W + bias, then ReLU if asked. */
  convolution(x: Pointer, w: Pointer, bias: Pointer, y: Pointer, ...geometry: [...ConvolutionGeometry, relu: boolean, scratch: Pointer]): void;
  /** dW of a convolution. */
  filter_gradient(x: Pointer, dy: Pointer, dw: Pointer, ...geometry: [...ConvolutionGeometry, Pointer]): void;
  /** dX of a convolution. */
  input_gradient(dy: Pointer, w: Pointer, dx: Pointer, ...geometry: [...ConvolutionGeometry, Pointer]): void;
  // deno-fmt-ignore
  /** dW of a convolution, for dY with mostly zeros. */
  sparse_filter_gradient(x: Pointer, dy: Pointer, dw: Pointer, ...geometry: [...ConvolutionGeometry, Pointer]): void;
  // deno-fmt-ignore
  /** dX of a convolution, for dY with mostly zeros. */
  sparse_input_gradient(dy: Pointer, w: Pointer, dx: Pointer, ...geometry: [...ConvolutionGeometry, Pointer]): void;
  /** dW of a depthwise convolution. */
  depthwise_filter_gradient(x: Pointer, dy: Pointer, dw: Pointer, ...geometry: DepthwiseGeometry): void;
  /** dX of a depthwise convolution. */
  depthwise_input_gradient(dy: Pointer, w: Pointer, dx: Pointer, ...geometry: DepthwiseGeometry): void;
  /** dX of a max-pool. */
  max_pool_gradient(x: Pointer, y: Pointer, dy: Pointer, dx: Pointer, ...geometry: PoolGeometry): void;
  /** The scaled sums of a matrix's columns. */
  sum_rows(x: Pointer, y: Pointer, rows: number, n: number, scale: number, sums: Pointer): void;
  /** dX = dY where X > 0, else 0. */
  relu_gradient(x: Pointer, dy: Pointer, dx: Pointer, n: number): void;
  /** The number of values that are not 0. */
  count_nonzero(x: Pointer, n: number): number;
  // deno-fmt-ignore
  /** One step of Adam; the results are new arrays. */
  adam(w: Pointer, g: Pointer, m: Pointer, v: Pointer, newW: Pointer, newM: Pointer, newV: Pointer, n: number, rate: number, beta1: number, beta2: number, rootCorrection: number, epsilon: number): void;
}

/** The kernels in one backend's memory, with working memory for them. */
export interface Runtime {
  /** The kernels. */
  readonly kernels: Kernels;
  /** At least `bytes` of memory, valid until the next call. */
  scratch(bytes: number): Pointer;
}

/** Emscripten's own data begins here. */
const EMSCRIPTEN_BASE = 1024;

const runtimes = new WeakMap<WasmBackend, Runtime>();
let module: WebAssembly.Module | undefined;

/** Loads the compiled kernels, once, before any is called. */
export async function loadKernels(): Promise<void> {
  module ??= await compiled;
}

/** The kernels in this backend's memory, made at the first call. */
export function runtimeOf(backend: WasmBackend): Runtime {
  let runtime = runtimes.get(backend);
  if (!runtime) runtimes.set(backend, runtime = createRuntime(backend));
  return runtime;
}

function createRuntime({ wasm }: WasmBackend): Runtime {
  const { memory } = wasm.asm;
  if (!(memory instanceof WebAssembly.Memory) || memory.buffer instanceof SharedArrayBuffer) {
    throw new Error("the fast kernels need the wasm backend's build without threads");
  }
  if (new Uint8Array(memory.buffer, 0, EMSCRIPTEN_BASE).some((byte) => byte !== 0)) {
    throw new Error(`the wasm backend uses its first ${EMSCRIPTEN_BASE} bytes, which the fast kernels need`);
  }
  const kernels = new WebAssembly.Instance(module!, { env: { memory } }).exports as unknown as Kernels;
  let bytes = 0, pointer: Pointer = 0;
  return {
    kernels,
    scratch(wanted) {
      if (wanted > bytes) {
        wasm._free(pointer);
        pointer = wasm._malloc(wanted) >>> 0;
        bytes = pointer === 0 ? 0 : wanted;
        if (pointer === 0) throw new Error(`the wasm backend has no ${wanted} bytes of memory left`);
      }
      return pointer;
    },
  };
}
