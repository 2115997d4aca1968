import { assertAlmostEquals } from "@std/assert";
import { invertUpdate } from "../../lib/federated/mod.ts";

Deno.test("an update of one dense layer on one image gives the image away, by hand", () => {
  // x = (3, 5), ∂b = (2, −1): ∂W = x ∂bᵀ.
  const [first, second] = invertUpdate(Float64Array.of(6, -3, 10, -5, 2, -1), 2);
  assertAlmostEquals(first, 3, 1e-12);
  assertAlmostEquals(second, 5, 1e-12);
});
