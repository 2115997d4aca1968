import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Matrix } from "ml-matrix";
import { regularised } from "../../lib/federated/cholesky.ts";
import { normal, stream } from "../../lib/random/mod.ts";

/** What was decomposed: L Lᵀ. */
function product(matrix: Matrix, least: number): number[][] | undefined {
  const factor = regularised(matrix, least)?.lowerTriangularMatrix;
  return factor?.mmul(factor.transpose()).to2DArray();
}

Deno.test("a positive definite matrix has no more added to its diagonal than what is asked for", () => {
  const [[a, b], [c, d]] = product(new Matrix([[4, 2], [2, 5]]), 0.5)!;
  [a - 4.5, b - 2, c - 2, d - 5.5].forEach((value) => assertAlmostEquals(value, 0, 1e-12));
});

Deno.test("an indefinite one has as much added as its least eigenvalue takes, and a tenth", () => {
  // Eigenvalues 3 and −1, with 0.1 added 3.1 and −0.9: 0.99 more.
  const [[a, b]] = product(new Matrix([[1, 2], [2, 1]]), 0.1)!;
  assertAlmostEquals(a, 1 + 0.1 + 0.99, 1e-9);
  assertAlmostEquals(b, 2, 1e-12);
  const random = stream(1, "matrix"), n = 40, noise = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) noise.set(i, j, noise.set(j, i, 1e5 * normal(random)).get(j, i));
  }
  // Wigner's semicircle: the least eigenvalue is near −2 √n deviations.
  const added = product(noise.clone(), 1)![0][0] - noise.get(0, 0);
  assert(added > 1.5 * Math.sqrt(n) * 1e5 && added < 3 * Math.sqrt(n) * 1e5, `${added}`);
});

Deno.test("numbers that are not finite give nothing", () => {
  assertEquals(product(new Matrix([[NaN, 0], [0, 1]]), 1), undefined);
  assertEquals(product(new Matrix([[Infinity, 0], [0, 1]]), 1), undefined);
});
