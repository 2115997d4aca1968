import { assertAlmostEquals, assertEquals } from "@std/assert";
import { correlation, cosines, meanCosine } from "../../lib/metrics/mod.ts";

Deno.test("cosines of vectors at angles worked by hand", () => {
  const [row, second, third] = cosines([[1, 0], [1, 1], [-2, 0]]);
  assertAlmostEquals(row[0], 1);
  assertAlmostEquals(row[1], Math.SQRT1_2);
  assertAlmostEquals(row[2], -1);
  assertAlmostEquals(second[2], -Math.SQRT1_2);
  assertEquals(third[0], row[2]);
});

Deno.test("a vector without length has cosine 0 with all", () => {
  assertEquals(cosines([[0, 0], [1, 2]]).map((row) => [...row])[0], [0, 0]);
});

Deno.test("meanCosine is over pairs of different vectors, each once", () => {
  assertAlmostEquals(meanCosine([[1, 0], [0, 1], [1, 1]]), (0 + 2 * Math.SQRT1_2) / 3);
});

Deno.test("correlation, by hand", () => {
  assertAlmostEquals(correlation([1, 2, 3], [5, 7, 9]), 1, 1e-12);
  assertAlmostEquals(correlation([1, 2, 3], [3, 2, 1]), -1, 1e-12);
  // (2, −1, −1) and (−1, 2, −1): −3 / 6.
  assertAlmostEquals(correlation([3, 0, 0], [0, 3, 0]), -0.5, 1e-12);
});
