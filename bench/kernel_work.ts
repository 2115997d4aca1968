import type { Kernels } from "../lib/engine/kernels.ts";

/** What a call of a kernel computes. */
export interface Work {
  /** Its sizes, to tell calls of one kernel apart. */
  readonly shape: string;
  /**
   * Multiplications and additions that the direct method needs for the same result: every product of the sums,
   * also where ours has fewer (Winograd; gradients that a max-pool made zero), but no output that is thrown away.
   */
  readonly operations?: number;
}

type KernelName = {
  [Name in keyof Kernels]: Kernels[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Kernels];

type WorkOf = { readonly [Name in KernelName]?: (...args: Parameters<Kernels[Name]>) => Work };

/** The kernels that multiply matrices in one form or another; the others move memory. */
export const WORK: WorkOf = {
  dense_forward: (_x, _w, _bias, _y, m, depth, n) => dense(m, depth, n),
  dense_input_gradient: (_dy, _w, _dx, m, depth, n) => dense(m, depth, n),
  dense_weight_gradient: (_x, _dy, _dw, _db, m, depth, n) => dense(m, depth, n),
  convolution_forward: (...[, , , , n, , , cin, kh, kw, cout, outH, outW]) =>
    convolution(n, outH, outW, kh, kw, cin, cout),
  winograd_pool_forward: (...[, , , , , , n, , , cin, cout, cellsH, cellsW]) =>
    convolution(n, 2 * cellsH, 2 * cellsW, 3, 3, cin, cout),
  window_pool_forward: (...[, , , , , , n, , , cin, cout, cellsH, cellsW]) =>
    convolution(n, 2 * cellsH, 2 * cellsW, 3, 3, cin, cout),
  grey_pool_gradient: (...[, , , , , , , n, , , cout, cellsH, cellsW]) =>
    convolution(n, 2 * cellsH, 2 * cellsW, 3, 3, 1, cout),
  convolution_gradients: (
    ...[, , , , dx, , , n, , , cin, kh, kw, cout, cellsH, cellsW, windowH, windowW, stride]
  ) => {
    const [outH, outW] = [(cellsH - 1) * stride + windowH, (cellsW - 1) * stride + windowW];
    return convolution(n, outH, outW, kh, kw, cin, cout, dx === 0 ? 1 : 2);
  },
};

function dense(m: number, depth: number, n: number): Work {
  return { shape: `${m} × ${depth} × ${n}`, operations: 2 * m * depth * n };
}

/** `products`: the results that are convolutions of this size; both gradients are. */
function convolution(
  n: number,
  height: number,
  width: number,
  kh: number,
  kw: number,
  cin: number,
  cout: number,
  products = 1,
): Work {
  return {
    shape: `${n} × ${height} × ${width}, ${kh} × ${kw} × ${cin} → ${cout}`,
    operations: 2 * products * n * height * width * kh * kw * cin * cout,
  };
}
