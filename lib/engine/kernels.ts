import type { Simd } from "./simd.ts";

/** Byte offset in the kernels' memory. */
export type Pointer = number;

/** The compiled kernels and their memory; their sources are in assembly/. */
export interface Kernels {
  /** Their memory: every pointer is an offset into it. */
  readonly memory: WebAssembly.Memory;
  /** Where free memory begins. */
  readonly heapBase: WebAssembly.Global;
  // deno-fmt-ignore
  /** Y = X · W + bias, then ReLU if asked. */
  dense_forward(x: Pointer, w: Pointer, bias: Pointer, y: Pointer, m: number, depth: number, n: number, relu: boolean, panels: Pointer, turned: Pointer): void;
  /** W as `dense_forward` reads it where its own `w` is 0. */
  dense_pack(w: Pointer, panels: Pointer, depth: number, n: number): void;
  // deno-fmt-ignore
  /** dX = dY · Wᵀ. */
  dense_input_gradient(dy: Pointer, w: Pointer, dx: Pointer, m: number, depth: number, n: number, panel: Pointer): void;
  // deno-fmt-ignore
  /** dW = Xᵀ · dY, dB = the sum of dY's rows. */
  dense_weight_gradient(x: Pointer, dy: Pointer, dw: Pointer, db: Pointer, m: number, depth: number, n: number, panels: Pointer): void;
  /** The upper half of G = Xᵀ · X. */
  gram(x: Pointer, g: Pointer, m: number, depth: number, panels: Pointer): void;
  // deno-fmt-ignore
  /** Y = X ∗ W + bias, then ReLU if asked. */
  convolution_forward(x: Pointer, w: Pointer, bias: Pointer, y: Pointer, n: number, inH: number, inW: number, cin: number, kh: number, kw: number, cout: number, outH: number, outW: number, relu: boolean, panels: Pointer): void;
  /** The weights as `winograd_pool_forward` reads them. */
  winograd_pack(side: number, w: Pointer, u: Pointer, cin: number, cout: number): void;
  // deno-fmt-ignore
  /** 3 × 3 convolution, ReLU if asked and 2 × 2 max-pool, by Winograd. */
  winograd_pool_forward(side: number, x: Pointer, u: Pointer, bias: Pointer, y: Pointer, positions: Pointer, n: number, inH: number, inW: number, cin: number, cout: number, cellsH: number, cellsW: number, relu: boolean, scratch: Pointer): void;
  // deno-fmt-ignore
  /** 3 × 3 convolution of few channels, ReLU if asked and 2 × 2 max-pool. */
  window_pool_forward(x: Pointer, w: Pointer, bias: Pointer, y: Pointer, positions: Pointer, inked: Pointer, n: number, inH: number, inW: number, cin: number, cout: number, cellsH: number, cellsW: number, relu: boolean, scratch: Pointer): void;
  // deno-fmt-ignore
  /** dW and dB of a 3 × 3 convolution of grey images with its 2 × 2 max-pool. */
  grey_pool_gradient(x: Pointer, dy: Pointer, y: Pointer, positions: Pointer, inked: Pointer, dw: Pointer, db: Pointer, n: number, inH: number, inW: number, cout: number, cellsH: number, cellsW: number, relu: boolean): void;
  // deno-fmt-ignore
  /** dW, dB and, unless dx is 0, dX, from the non-zero output gradients. */
  convolution_gradients(x: Pointer, w: Pointer, dy: Pointer, positions: Pointer, dx: Pointer, dw: Pointer, db: Pointer, n: number, inH: number, inW: number, cin: number, kh: number, kw: number, cout: number, cellsH: number, cellsW: number, windowH: number, windowW: number, stride: number, padTop: number, padLeft: number, scratch: Pointer): void;
  // deno-fmt-ignore
  /** Max-pool with the place of each greatest value. */
  max_pool_forward(x: Pointer, y: Pointer, positions: Pointer, n: number, inH: number, inW: number, channels: number, outH: number, outW: number, windowH: number, windowW: number, stride: number, padTop: number, padLeft: number): void;
  // deno-fmt-ignore
  /** dX of a max-pool, from dY and the places of the greatest values. */
  max_pool_gradient(dy: Pointer, positions: Pointer, dx: Pointer, n: number, inH: number, inW: number, channels: number, outH: number, outW: number, windowW: number, stride: number, padTop: number, padLeft: number): void;
  // deno-fmt-ignore
  /** Copies maps into the middle of larger ones. */
  pad(x: Pointer, y: Pointer, n: number, h: number, w: number, channels: number, outH: number, outW: number, top: number, left: number): void;
  // deno-fmt-ignore
  /** Copies the middle of larger maps into smaller ones: the reverse of `pad`. */
  crop(y: Pointer, x: Pointer, n: number, h: number, w: number, channels: number, outH: number, outW: number, top: number, left: number): void;
  /** x = max(x, 0). */
  relu_forward(x: Pointer, n: number): void;
  /** dx = 0 where y ≤ 0. */
  relu_gradient(y: Pointer, dx: Pointer, n: number): void;
  /** y = x · mask. */
  multiply(x: Pointer, mask: Pointer, y: Pointer, n: number): void;
  /** Inverted dropout's mask. */
  dropout_mask(mask: Pointer, n: number, first: number, seed: number, rate: number): void;
  /** Grey bytes to [0, 1]. */
  normalize(bytes: Pointer, x: Pointer, n: number): void;
  // deno-fmt-ignore
  /** The sum of the losses; also writes the gradient and the predictions. */
  softmax_cross_entropy(logits: Pointer, labels: Pointer, gradient: Pointer, predictions: Pointer, n: number, classes: number, scale: number): number;
  /** x = scale · x + shift in each row. */
  scale_and_shift(x: Pointer, scale: Pointer, shift: Pointer, n: number, classes: number): void;
  /** Softmax of each row. */
  softmax(logits: Pointer, y: Pointer, n: number, classes: number): void;
  /** g = g + μ (w − anchor) + linear. */
  add_local_terms(g: Pointer, w: Pointer, anchor: Pointer, linear: Pointer, n: number, mu: number): void;
  /** into = ((a + b) + c) + d, of four vectors that lie `apart` bytes from each other. */
  sum_of_four(vectors: Pointer, apart: number, into: Pointer, n: number): void;
  /** One step of SGD with momentum. */
  sgd_step(w: Pointer, g: Pointer, v: Pointer, n: number, rate: number, momentum: number): void;
  // deno-fmt-ignore
  /** One step of Adam. */
  adam_step(w: Pointer, g: Pointer, m: Pointer, v: Pointer, n: number, rate: number, beta1: number, beta2: number, inverseRootCorrection: number, epsilon: number): void;
}

/** The kernels, compiled when a thread first asks for them. */
export async function compiledKernels(simd: Simd): Promise<WebAssembly.Module> {
  const { kernels } =
    await (simd === "relaxed" ? import("./kernels_relaxed.wasm.ts") : import("./kernels_plain.wasm.ts"));
  return await kernels;
}

/** A fresh instance of the kernels with a memory of its own. A thread compiles them once. */
export async function instantiateKernels(simd: Simd): Promise<Kernels> {
  return (await WebAssembly.instantiate(await compiledKernels(simd), {})).exports as unknown as Kernels;
}
