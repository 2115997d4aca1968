import type { ParameterLayout } from "../../../model/portable.ts";

/** A last layer: logits = F · kernel + bias. */
export interface Head {
  /** D × C, row by row. */
  readonly kernel: Float64Array;
  /** C. */
  readonly bias: Float64Array;
}

/** The name of a network's last layer, which is a dense one. */
export function lastLayer(layout: ParameterLayout): string {
  return layout.at(-1)!.name.split("/")[0];
}

/** The network's last layer. */
export function headOf(parameters: Float32Array, layout: ParameterLayout): Head {
  const [kernel, bias] = layout.slice(-2).map(({ offset, length }) =>
    Float64Array.from(parameters.subarray(offset, offset + length))
  );
  return { kernel, bias };
}

/** A copy of the parameters with this last layer, its logits multiplied by `factor`. */
export function withHead(
  parameters: Float32Array,
  layout: ParameterLayout,
  { kernel, bias }: Head,
  factor: number,
): Float32Array {
  const next = parameters.slice();
  const [kernelSlot, biasSlot] = layout.slice(-2);
  for (let i = 0; i < kernel.length; i++) next[kernelSlot.offset + i] = factor * kernel[i];
  for (let i = 0; i < bias.length; i++) next[biasSlot.offset + i] = factor * bias[i];
  return next;
}
