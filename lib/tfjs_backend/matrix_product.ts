import { broadcast_util, type TensorInfo } from "@tensorflow/tfjs";
import { areFloats, type KernelCall, pointerOf, roundUp } from "./backend.ts";
import { runtimeOf } from "./kernels.ts";

/**
 * BatchMatMul and _FusedMatMul: one of the matrices may be transposed; the plain product may have a bias, and no
 * activation or ReLU. Batches broadcast as in tfjs's cpu backend.
 */
export function matrixProduct({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const { a, b, bias } = inputs;
  const { transposeA, transposeB } = attrs;
  const relu = attrs.activation === "relu";
  const isPlain = !bias && !relu;
  if (!areFloats(a, b) || (transposeA && transposeB) || ((transposeA || transposeB) && !isPlain)) return;
  if (!["linear", "relu", undefined].includes(attrs.activation as string | undefined)) return;
  const [m, depth] = sides(a, Boolean(transposeA));
  const [depthOfB, n] = sides(b, Boolean(transposeB));
  if (depth !== depthOfB || (bias && (!areFloats(bias) || bias.shape.length !== 1 || bias.shape[0] !== n))) {
    return;
  }
  const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const y = backend.makeOutput([...batch, m, n], "float32");
  const { kernels, scratch } = runtimeOf(backend);
  const [pa, pb, py] = [a, b, y].map((tensor) => pointerOf(backend, tensor));
  const multiply = transposeA ? byTransposedA() : transposeB ? byTransposedB() : plainly();
  const placesOfA = places(a.shape.slice(0, -2), batch), placesOfB = places(b.shape.slice(0, -2), batch);
  for (let i = 0; i < placesOfA.length; i++) {
    multiply(pa + 4 * m * depth * placesOfA[i], pb + 4 * depth * n * placesOfB[i], py + 4 * m * n * i);
  }
  return y;

  function plainly() {
    const zeros = scratch(4 * (n + 128 * (roundUp(n, 8) + m))), panels = zeros + 4 * n;
    const turned = panels + 4 * 128 * roundUp(n, 8);
    if (!bias) backend.wasm.HEAPU8.fill(0, zeros, panels);
    const from = bias ? pointerOf(backend, bias) : zeros;
    return (x: number, w: number, to: number) =>
      kernels.dense_forward(x, w, from, to, m, depth, n, relu, panels, turned);
  }

  function byTransposedB() {
    const panels = scratch(4 * depth * (m + 8));
    return (x: number, w: number, to: number) => kernels.dense_input_gradient(x, w, to, m, n, depth, panels);
  }

  function byTransposedA() {
    const sums = scratch(4 * (n + depth * roundUp(n, 8))), panels = sums + 4 * n;
    return (x: number, w: number, to: number) =>
      kernels.dense_weight_gradient(x, w, to, sums, depth, m, n, panels);
  }
}

function sides({ shape }: TensorInfo, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
}

/** For each matrix of the broadcast batch, in order, the index of the given matrix. */
function places(own: number[], batch: number[]): number[] {
  let found = [0];
  let step = 1;
  const sidesFromLast = batch.map((side, i) => [side, own[i - batch.length + own.length] ?? 1]).reverse();
  for (const [side, ownSide] of sidesFromLast) {
    const stride = ownSide === 1 ? 0 : step;
    found = Array.from({ length: side }, (_, i) => found.map((place) => place + i * stride)).flat();
    step *= ownSide;
  }
  return found;
}
