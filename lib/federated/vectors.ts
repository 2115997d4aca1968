import type { ClientUpdate } from "./strategy.ts";
import { sumOf } from "../numbers/mod.ts";

/** A vector of either precision. */
export type Vector = Float32Array | Float64Array;

// Loops over whole vectors, here and in the strategies: `map` takes ten times as long, `from` with a function a hundred times.

/** into ← into + factor · v. */
export function addScaled(into: Float64Array, factor: number, v: Vector): void {
  for (let i = 0; i < into.length; i++) into[i] += factor * v[i];
}

/** v ← v / divisor; returns v. */
export function divide(v: Float64Array, divisor: number): Float64Array {
  for (let i = 0; i < v.length; i++) v[i] /= divisor;
  return v;
}

/** w − rate · direction. */
export function stepAlong(parameters: Float32Array, direction: Vector, rate: number): Float32Array {
  const next = new Float32Array(parameters.length);
  for (let i = 0; i < next.length; i++) next[i] = parameters[i] - rate * direction[i];
  return next;
}

/** Σ p_k Δ_k with p_k = n_k / Σ n: a running sum in double precision, in the clients' order. */
export async function meanUpdate(
  length: number,
  updates: AsyncIterable<ClientUpdate>,
): Promise<Float64Array> {
  const sum = new Float64Array(length);
  let total = 0;
  for await (const { weight, delta } of updates) {
    addScaled(sum, weight, delta);
    total += weight;
  }
  return divide(sum, total);
}

/** Vectors one after the other, in double precision. */
export function joinVectors(vectors: readonly Vector[]): Float64Array {
  const joined = new Float64Array(sumOf(vectors, ({ length }) => length));
  let at = 0;
  for (const vector of vectors) {
    joined.set(vector, at);
    at += vector.length;
  }
  return joined;
}

/** The parts of a vector, of these lengths and on its memory. */
export function splitVector(
  vector: Float64Array,
  parts: readonly { readonly length: number }[],
): Float64Array[] {
  let at = 0;
  return parts.map(({ length }) => vector.subarray(at, at += length));
}

/** a − b, in single precision. */
export function difference(a: Float32Array, b: Float32Array): Float32Array {
  const result = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i] - b[i];
  return result;
}

/** factor · v. */
export function scaled(v: Float64Array, factor: number): Float64Array {
  const result = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) result[i] = factor * v[i];
  return result;
}

/** into ← a − b; returns ‖a − b‖₂, found in the same pass. */
export function subtract(into: Float64Array, a: Vector, b: Vector): number {
  let squares = 0;
  for (let i = 0; i < into.length; i++) {
    const difference = a[i] - b[i];
    into[i] = difference;
    squares += difference * difference;
  }
  return Math.sqrt(squares);
}

/** Whether all numbers are finite: times 0 these are 0, the others NaN. Four sums at once, as each waits for its last. */
export function allFinite(v: Vector): boolean {
  let a = 0, b = 0, c = 0, d = 0, i = 0;
  for (const whole = v.length - 3; i < whole; i += 4) {
    a += v[i] * 0;
    b += v[i + 1] * 0;
    c += v[i + 2] * 0;
    d += v[i + 3] * 0;
  }
  for (; i < v.length; i++) a += v[i] * 0;
  return a + b + c + d === 0;
}

/** The factor that shortens a vector to the norm `most`; 1 if it is not longer than that. */
export function clippingFactor(v: Vector, most: number): number {
  const norm = normOf(v);
  return norm > most ? most / norm : 1;
}

/** ‖v‖₂. */
export function normOf(v: Vector): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] ** 2;
  return Math.sqrt(sum);
}
