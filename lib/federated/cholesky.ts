import { CholeskyDecomposition, type Matrix } from "ml-matrix";

/**
 * The Cholesky decomposition of a symmetric matrix with `least` added to its diagonal, or as much more as it takes to make
 * it positive definite: rounding, noise and hostile clients can leave sums of squares that are none. The matrix is
 * changed.
 *
 * @returns Undefined where a number is not finite.
 */
export function regularised(matrix: Matrix, least: number): CholeskyDecomposition | undefined {
  const n = matrix.rows;
  if (!matrix.to1DArray().every(Number.isFinite)) return;
  let scale = 0;
  for (let i = 0; i < n; i++) scale += Math.abs(matrix.get(i, i)) / n;
  let added = 0;
  for (let wanted = least; Number.isFinite(wanted); wanted = Math.max(10 * wanted, 1e-7 * scale)) {
    for (let i = 0; i < n; i++) matrix.set(i, i, matrix.get(i, i) + wanted - added);
    added = wanted;
    const decomposition = new CholeskyDecomposition(matrix);
    if (decomposition.isPositiveDefinite()) return decomposition;
  }
}
