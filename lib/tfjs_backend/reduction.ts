import { util } from "@tensorflow/tfjs";
import { areFloats, type FastKernel, pointerOf, size } from "./backend.ts";
import { runtimeOf } from "./kernels.ts";

/** Sum and Mean over the first axes, as for the gradient of a bias; tfjs's own transposes the tensor first. */
function overFirstAxes(scale: (rows: number) => number): FastKernel {
  return ({ inputs: { x }, attrs, backend }) => {
    if (!areFloats(x)) return;
    const axes = util.parseAxisParam(attrs.axis as number | number[], x.shape).sort((a, b) => a - b);
    const kept = x.shape.slice(axes.length), n = kept.reduce((product, side) => product * side, 1);
    if (axes.length === 0 || n === 1 || axes.some((axis, i) => axis !== i)) return;
    const shape = attrs.keepDims ? [...axes.map(() => 1), ...kept] : kept;
    const y = backend.makeOutput(shape, "float32");
    const { kernels, scratch } = runtimeOf(backend);
    const rows = size(x) / n;
    kernels.sum_rows(pointerOf(backend, x), pointerOf(backend, y), rows, n, scale(rows), scratch(4 * n));
    return y;
  };
}

/** Sum. */
export const sum: FastKernel = overFirstAxes(() => 1);

/** Mean. */
export const mean: FastKernel = overFirstAxes((rows) => 1 / rows);
