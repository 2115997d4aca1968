import { assertEquals } from "@std/assert";
import { normOf } from "../../lib/federated/mod.ts";
import { allFinite, subtract } from "../../lib/federated/vectors.ts";

Deno.test("a number that is not finite is found wherever it is, and great ones are finite", () => {
  for (let length = 0; length <= 9; length++) {
    const numbers = Float64Array.from({ length }, (_, i) => (i % 2 === 0 ? -1 : 1) * Number.MAX_VALUE);
    assertEquals(allFinite(numbers), true);
    for (let i = 0; i < length; i++) {
      for (const bad of [NaN, Infinity, -Infinity]) {
        assertEquals(allFinite(numbers.with(i, bad)), false);
        assertEquals(allFinite(Float32Array.from({ length }, () => 3e38).with(i, bad)), false);
      }
    }
  }
});

Deno.test("a difference is exact in double precision, and its norm that of the difference", () => {
  const a = Float32Array.of(1, -2.5, 1e-30, 3), b = Float32Array.of(0.1, 2.5, 1e30, 3);
  const into = new Float64Array(4), norm = subtract(into, a, b);
  assertEquals([...into], [...a].map((value, i) => value - b[i]));
  assertEquals(norm, normOf(into));
  assertEquals(subtract(new Float64Array(1), Float32Array.of(Infinity), Float32Array.of(0)), Infinity);
});
