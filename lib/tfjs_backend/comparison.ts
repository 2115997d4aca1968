import { broadcast_util, type TensorInfo } from "@tensorflow/tfjs";
import { type KernelCall, type KernelFunction, size, type WasmBackend } from "./backend.ts";
import { repeated } from "./tile.ts";

/**
 * Comparisons of two shapes, as in the gradient of a global max-pool: the smaller tensor is repeated, then tfjs's own
 * kernel compares equal shapes; when it broadcasts, it takes 240 ns for each value.
 */
export function comparison(
  { inputs: { a, b }, attrs, backend }: KernelCall,
  original: KernelFunction,
): TensorInfo | undefined {
  if (String(a.shape) === String(b.shape) || size(a) <= 1 || size(b) <= 1 || a.dtype === "string") return;
  const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const [wideA, wideB] = [a, b].map((x) => broadcast(backend, x, shape));
  const y = original({ inputs: { a: wideA, b: wideB }, attrs, backend }) as TensorInfo;
  backend.disposeData(wideA.dataId);
  backend.disposeData(wideB.dataId);
  return y;
}

function broadcast(backend: WasmBackend, x: TensorInfo, shape: readonly number[]): TensorInfo {
  const own = [...shape.slice(x.shape.length).map(() => 1), ...x.shape];
  return repeated(backend, { ...x, shape: own }, shape.map((side, axis) => side / own[axis]));
}
