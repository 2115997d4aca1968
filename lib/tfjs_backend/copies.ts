import { type TensorInfo, util } from "@tensorflow/tfjs";
import { type KernelCall, valuesOf } from "./backend.ts";

/** Identity: the result shares the data, where tfjs's own copies it. */
export function identity({ inputs: { x }, backend }: KernelCall): TensorInfo | undefined {
  if (x.dtype === "string") return;
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}

/** Cast of a tensor to the type it has already. */
export function cast(call: KernelCall): TensorInfo | undefined {
  return call.attrs.dtype === call.inputs.x.dtype ? identity(call) : undefined;
}

/** GatherV2 along the first axis: whole rows are copied. */
export function gather({ inputs: { x, indices }, attrs, backend }: KernelCall): TensorInfo | undefined {
  const [axis] = util.parseAxisParam(attrs.axis as number, x.shape);
  if (axis !== 0 || attrs.batchDims || indices.dtype !== "int32") return;
  if (x.dtype !== "float32" && x.dtype !== "int32") return;
  const [rows, ...row] = x.shape;
  const wanted = valuesOf(backend, indices).slice();
  if (wanted.some((index) => index < 0 || index >= rows)) return;
  const y = backend.makeOutput([...indices.shape, ...row], x.dtype);
  const from = valuesOf(backend, x), to = valuesOf(backend, y);
  const length = row.reduce((product, side) => product * side, 1);
  wanted.forEach((index, i) => to.set(from.subarray(index * length, (index + 1) * length), i * length));
  return y;
}
