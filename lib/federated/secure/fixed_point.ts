/** Bits behind the point of the numbers that are summed in secret. */
export const FRACTION_BITS = 24;

const SCALE = 2 ** FRACTION_BITS;

/**
 * Real numbers as whole ones modulo 2³², whose sums wrap as masks need it. Each is rounded to 2⁻²⁴, so a sum of n errs by
 * n · 2⁻²⁵ at most; it comes back right where it stays within ±128, and so no summand may exceed 128 / n.
 *
 * @param n How many are summed at most.
 * @throws {RangeError} A number beyond that, or none.
 */
export function toFixedPoint(values: ArrayLike<number>, n: number): Uint32Array {
  const most = 2 ** (31 - FRACTION_BITS) / n;
  return Uint32Array.from(values, (value) => {
    if (!(Math.abs(value) < most)) {
      throw new RangeError(`numbers that ${n} clients sum in secret must be below ${most}, got ${value}`);
    }
    return Math.round(value * SCALE);
  });
}

/** The way back. */
export function fromFixedPoint(values: Uint32Array): Float64Array {
  return Float64Array.from(values, (value) => (value | 0) / SCALE);
}
