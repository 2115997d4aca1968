import { stream } from "../random/mod.ts";
import type { Layer } from "./layers.ts";

/** Where one weight tensor lies in the parameter vector. */
export interface ParameterSlot {
  /** "layer/kernel" or "layer/bias". */
  readonly name: string;
  /** The tensor's shape in tfjs: [kh, kw, cin, cout], [in, out] or [n]. */
  readonly shape: readonly number[];
  /** Index of its first value. */
  readonly offset: number;
  /** Number of values. */
  readonly length: number;
}

/** All weight tensors of a network in one `Float32Array`, in tfjs's order. */
export type ParameterLayout = readonly ParameterSlot[];

/** The layout of a network's parameters. */
export function parameterLayout(layers: readonly Layer[]): ParameterLayout {
  const slots: ParameterSlot[] = [];
  let offset = 0;
  const add = (name: string, shape: readonly number[]) => {
    const length = shape.reduce((a, b) => a * b);
    slots.push({ name, shape, offset, length });
    offset += length;
  };
  for (const layer of layers) {
    if (layer.kind === "convolution") {
      add(`${layer.name}/kernel`, [...layer.kernel, layer.input[2], layer.output[2]]);
      add(`${layer.name}/bias`, [layer.output[2]]);
    } else if (layer.kind === "dense") {
      add(`${layer.name}/kernel`, [layer.input[2], layer.output[2]]);
      add(`${layer.name}/bias`, [layer.output[2]]);
    }
  }
  return slots;
}

/** Number of parameters. */
export function parameterCount(layout: ParameterLayout): number {
  const last = layout.at(-1);
  return last ? last.offset + last.length : 0;
}

/**
 * Seeded initial parameters: kernels Glorot uniform, ±√(6 / (fan in + fan out)) (Glorot & Bengio 2010, eq. 16),
 * biases 0: Keras's and tfjs's defaults.
 */
export function initialParameters(layout: ParameterLayout, seed: number): Float32Array {
  const parameters = new Float32Array(parameterCount(layout));
  for (const { name, shape, offset, length } of layout) {
    if (shape.length === 1) continue;
    const receptive = shape.slice(0, -2).reduce((a, b) => a * b, 1);
    const [fanIn, fanOut] = shape.slice(-2).map((side) => side * receptive);
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    const random = stream(seed, "initial", name);
    for (let i = 0; i < length; i++) parameters[offset + i] = limit * (2 * random() - 1);
  }
  return parameters;
}

/** Parameters and where they lie. */
export interface LaidOut {
  /** Where each tensor lies. */
  readonly layout: ParameterLayout;
  /** All of them. */
  readonly parameters: Float32Array;
}

/**
 * A copy of `own` with the layers that `source` also has, by name and shapes of their tensors, taken from `source`.
 *
 * @returns The copy, and the names of the layers taken from `source`.
 */
export function transferLayers(
  own: LaidOut,
  source: LaidOut,
): { readonly parameters: Float32Array; readonly taken: readonly string[] } {
  const slotsOf = ({ layout }: LaidOut, layer: string) =>
    layout.filter(({ name }) => name.startsWith(`${layer}/`));
  const shapes = (slots: ParameterLayout) => JSON.stringify(slots.map(({ name, shape }) => [name, shape]));
  const layers = [...new Set(own.layout.map(({ name }) => name.split("/")[0]))];
  const taken = layers.filter((layer) => shapes(slotsOf(own, layer)) === shapes(slotsOf(source, layer)));
  const parameters = own.parameters.slice();
  for (const layer of taken) {
    const from = slotsOf(source, layer);
    slotsOf(own, layer).forEach((slot, i) =>
      parameters.set(source.parameters.subarray(from[i].offset, from[i].offset + slot.length), slot.offset)
    );
  }
  return { parameters, taken };
}
