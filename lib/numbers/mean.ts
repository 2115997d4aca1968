import { sum, sumOf } from "./sum.ts";

/** The mean of some numbers, added in their order; NaN of none. */
export function mean(values: Iterable<number> & { readonly length: number }): number {
  return sum(values) / values.length;
}

/** Sample standard deviation, √(Σ (x − mean)² / (n − 1)), of some numbers; 0 of one. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return Math.sqrt(sumOf(values, (value) => (value - middle) ** 2) / (values.length - 1));
}
