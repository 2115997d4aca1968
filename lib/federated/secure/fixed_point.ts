/** Fractional bits of the numbers that are summed in secret. */
export const FRACTION_BITS = 24;

const SCALE = 2 ** FRACTION_BITS, WORD = 2 ** 32;

/** The magnitude that each of n summands must stay below, so that their sum stays within ±2³⁹: 2³⁹ / n. */
export function greatestSummand(n: number): number {
  return 2 ** (63 - FRACTION_BITS) / n;
}

/**
 * Real numbers as integers modulo 2⁶⁴, whose sums wrap around as masks need it: two words of 32 bits each, the lower one
 * first. Each is rounded to 2⁻²⁴, so a sum of n errs by n · 2⁻²⁵ at most, in addition to the rounding of doubles.
 *
 * @param n How many are summed at most.
 * @throws {RangeError} A number whose magnitude is not below `greatestSummand(n)`.
 */
export function toFixedPoint(values: ArrayLike<number>, n: number): Uint32Array {
  const most = greatestSummand(n);
  const words = new Uint32Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    if (!(Math.abs(values[i]) < most)) {
      throw new RangeError(`numbers that ${n} clients sum in secret must be below ${most}, got ${values[i]}`);
    }
    const whole = Math.round(values[i] * SCALE), upper = Math.floor(whole / WORD);
    words[2 * i] = whole - upper * WORD;
    words[2 * i + 1] = upper;
  }
  return words;
}

/** The real numbers that integers modulo 2⁶⁴ stand for. */
export function fromFixedPoint(words: Uint32Array): Float64Array {
  const values = new Float64Array(words.length / 2);
  for (let i = 0; i < values.length; i++) {
    values[i] = ((words[2 * i + 1] | 0) * WORD + words[2 * i]) / SCALE;
  }
  return values;
}
