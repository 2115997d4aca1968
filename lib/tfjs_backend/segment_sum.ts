import type { TensorInfo } from "@tensorflow/tfjs";
import { areFloats, type KernelCall, valuesOf } from "./backend.ts";

/** UnsortedSegmentSum, the gradient of an embedding: row i of X is added to row ids[i] of Y. */
export function segmentSum(
  { inputs: { x, segmentIds }, attrs, backend }: KernelCall,
): TensorInfo | undefined {
  if (!areFloats(x) || segmentIds.dtype !== "int32") return;
  const segments = attrs.numSegments as number;
  const row = x.shape.slice(1);
  const length = row.reduce((product, side) => product * side, 1);
  const ids = valuesOf(backend, segmentIds).slice();
  const y = backend.makeOutput([segments, ...row], "float32");
  const from = valuesOf(backend, x), to = valuesOf(backend, y).fill(0);
  ids.forEach((id, i) => {
    if (id < 0 || id >= segments) return;
    for (let j = 0; j < length; j++) to[id * length + j] += from[i * length + j];
  });
  return y;
}
