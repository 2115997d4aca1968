import { CholeskyDecomposition, type Matrix } from "ml-matrix";
import { normOf } from "./vectors.ts";

/** Steps of the power iteration, and the factor by which its estimate may be too small. */
const STEPS = 100, MARGIN = 1.1;

/**
 * The Cholesky decomposition of a symmetric matrix with `least` added to its diagonal, or more where it takes more to make
 * it positive definite: after rounding, noise or hostile clients, what should be sums of squares may not be. The matrix
 * is changed.
 *
 * @returns Undefined where a number is not finite.
 */
export function regularised(matrix: Matrix, least: number): CholeskyDecomposition | undefined {
  if (!matrix.to1DArray().every(Number.isFinite)) return;
  addToDiagonal(matrix, least);
  let decomposition = new CholeskyDecomposition(matrix);
  if (decomposition.isPositiveDefinite()) return decomposition;
  let more = Math.max(least, -MARGIN * leastEigenvalue(matrix));
  do {
    addToDiagonal(matrix, more);
    decomposition = new CholeskyDecomposition(matrix);
    more *= 2;
  } while (!decomposition.isPositiveDefinite() && Number.isFinite(more));
  return decomposition.isPositiveDefinite() ? decomposition : undefined;
}

function addToDiagonal(matrix: Matrix, value: number): void {
  for (let i = 0; i < matrix.rows; i++) matrix.set(i, i, matrix.get(i, i) + value);
}

/**
 * An estimate of the least eigenvalue of A, never below it: power iteration on cI − A, with c above all eigenvalues by
 * Gershgorin's theorem.
 */
function leastEigenvalue(matrix: Matrix): number {
  const n = matrix.rows, a = Float64Array.from(matrix.to1DArray());
  let c = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += Math.abs(a[i * n + j]);
    c = Math.max(c, row);
  }
  let v = Float64Array.from({ length: n }, (_, i) => 1 + (i % 7) / 7), growth = 0;
  for (let step = 0; step < STEPS; step++) {
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let product = 0;
      for (let j = 0; j < n; j++) product += a[i * n + j] * v[j];
      next[i] = c * v[i] - product;
    }
    const norm = normOf(v), grown = normOf(next);
    growth = grown / norm;
    v = next.map((value) => value / grown);
  }
  return c - growth;
}
