import { assertAlmostEquals, assertEquals } from "@std/assert";
import { cosines, meanCosine } from "../../lib/metrics/mod.ts";

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
