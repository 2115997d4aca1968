/**
 * The indices 0, 1, …, n − 1: all images of a data set, as a partition or a test set wants them.
 *
 * @param n How many, a whole number of at least 0.
 */
export function allIndices(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i);
}
