import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { normal, stream } from "../../lib/random/mod.ts";
import type { KernelCall, WasmBackend } from "../../lib/tfjs_backend/backend.ts";
import { registerFastKernels } from "../../lib/tfjs_backend/mod.ts";
import { FAST_KERNELS } from "../../lib/tfjs_backend/register.ts";

/** A tensor that belongs to no backend. */
export interface Given {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly dtype?: "int32" | "bool";
}

export type Attributes = Readonly<Record<string, unknown>>;

/** Normal numbers, a share of them 0; the same for the same shape and seed. */
export function random(shape: readonly number[], zeros = 0, seed = 1): Given {
  const draw = stream(seed, "values", ...shape);
  const length = shape.reduce((product, side) => product * side, 1);
  return { shape, values: Array.from({ length }, () => draw() < zeros ? 0 : normal(draw)) };
}

/** Largest difference over largest value; infinite where one has a NaN. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0, largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const distance = Math.abs(actual[i] - expected[i]);
    if (Number.isNaN(distance)) return Infinity;
    difference = Math.max(difference, distance);
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return difference === 0 ? 0 : difference / largest;
}

/** What the fast kernel itself makes of these; undefined where it leaves them to tfjs's own. */
export async function byFastKernel(name: string, given: Record<string, Given>, attrs: Attributes) {
  await registerFastKernels();
  const backend = tf.backend() as unknown as WasmBackend & tf.KernelBackend;
  const inputs = tensors(given);
  const original = tf.getKernel(name, "wasm").kernelFunc;
  const call = { inputs, attrs, backend } as unknown as KernelCall;
  const output = FAST_KERNELS[name](call, original) as tf.TensorInfo | undefined;
  const result = output &&
    { shape: output.shape, values: Array.from(backend.readSync(output.dataId) as Float32Array) };
  if (output) backend.disposeData(output.dataId);
  Object.values(inputs).forEach((tensor) => tensor.dispose());
  return result;
}

/** What a backend makes of these, by whichever kernel it has. */
export async function byBackend(
  name: "cpu" | "wasm",
  kernel: string,
  given: Record<string, Given>,
  attrs: Attributes,
) {
  if (name === "wasm") await registerFastKernels();
  else await tf.setBackend(name);
  return tf.tidy(() => {
    const output = tf.engine().runKernel(kernel, tensors(given), attrs as tf.NamedAttrMap) as tf.Tensor;
    return { shape: output.shape, values: Array.from(output.dataSync()) };
  });
}

/** Holds a fast kernel to the cpu backend, and that it is the fast one that ran. */
export async function assertFastEqualsCpu(
  kernel: string,
  given: Record<string, Given>,
  attrs: Attributes,
  text: string,
): Promise<void> {
  const fast = await byFastKernel(kernel, given, attrs);
  assert(fast, `${kernel} ${text}: the fast kernel did not take this`);
  const truth = await byBackend("cpu", kernel, given, attrs);
  assertEquals(fast.shape, truth.shape, `${kernel} ${text}`);
  const error = relativeError(fast.values, truth.values);
  assert(error < 1e-5, `${kernel} ${text}: off by ${error}`);
}

function tensors(given: Record<string, Given>): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(given).map((
      [name, { shape, values, dtype }],
    ) => [name, tf.tensor([...values], [...shape], dtype ?? "float32")]),
  );
}
