/** Significant digits of a value, so that 0.1 + 0.2 is 0.3. */
const DIGITS = 12;

/**
 * A number in at most twelve significant digits, a half rounded up as its shortest decimal form shows it; from 100,000 on
 * and below 0.001 with an exponent: `0.3`, `12.5`, `1.5e+6`, `9.9e-4`.
 *
 * @param value Finite.
 */
export function numberText(value: number): string {
  const short = Math.sign(value) * rounded(Math.abs(value));
  const isPlain = short === 0 || Math.abs(short) >= 1e-3 && Math.abs(short) < 1e5;
  return isPlain ? String(short) : short.toExponential();
}

function rounded(value: number): number {
  const [mantissa, exponent] = value.toExponential().split("e"), digits = mantissa.replace(".", "");
  if (digits.length <= DIGITS) return value;
  const kept = Number(digits.slice(0, DIGITS)) + (digits[DIGITS] >= "5" ? 1 : 0);
  return Number(`${kept}e${Number(exponent) - DIGITS + 1}`);
}
