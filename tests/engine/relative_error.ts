/** Relative error of a tensor: the largest difference over the largest value. */
export function relativeError(actual: Float32Array, expected: Float32Array): number {
  let difference = 0, largest = 0;
  expected.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(actual[i] - value));
    largest = Math.max(largest, Math.abs(value));
  });
  return difference / largest;
}
