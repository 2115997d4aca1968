import type { TensorInfo } from "@tensorflow/tfjs";
import { type KernelCall, type Values, valuesOf, type WasmBackend } from "./backend.ts";

/** Tile: copies whole blocks; tfjs's own computes the place of every value, at 100 ns each. */
export function tile({ inputs: { x }, attrs, backend }: KernelCall): TensorInfo | undefined {
  return x.dtype === "string" ? undefined : repeated(backend, x, attrs.reps as number[]);
}

/** A new tensor that repeats `x` along each axis. */
export function repeated(backend: WasmBackend, x: TensorInfo, times: readonly number[]): TensorInfo {
  const y = backend.makeOutput(x.shape.map((side, axis) => side * times[axis]), x.dtype);
  let values = valuesOf(backend, x), length = 1;
  const output = valuesOf(backend, y), Typed = output.constructor as Float32ArrayConstructor;
  const outermost = times.findIndex((count) => count !== 1);
  for (let axis = x.shape.length - 1; axis >= 0; axis--) {
    length *= x.shape[axis];
    if (times[axis] === 1) continue;
    const next = axis === outermost ? output : new Typed(values.length * times[axis]);
    for (let from = 0; from < values.length; from += length) {
      repeatBlock(values.subarray(from, from + length), times[axis], next, from * times[axis]);
    }
    values = next, length *= times[axis];
  }
  if (outermost < 0) output.set(values);
  return y;
}

function repeatBlock(block: Values, times: number, to: Values, start: number): void {
  to.set(block, start);
  for (let done = 1; done < times; done *= 2) {
    const count = Math.min(done, times - done);
    to.copyWithin(start + done * block.length, start, start + count * block.length);
  }
}
