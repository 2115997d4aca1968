/** Numbers as grey values of a picture: the least black (0), the greatest white (255); all 0 where they are equal. */
export function stretched(values: ArrayLike<number>): Uint8Array {
  const numbers = Float64Array.from(values);
  const least = numbers.reduce((a, b) => Math.min(a, b)), most = numbers.reduce((a, b) => Math.max(a, b));
  return Uint8Array.from(numbers, (value) => most > least ? 255 * (value - least) / (most - least) : 0);
}
