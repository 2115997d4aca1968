import { assertEquals } from "@std/assert";
import { allIndices, deviation, mean, percent, sum, sumOf } from "../../lib/numbers/mod.ts";

Deno.test("sum() and sumOf() add in the order of the numbers, in double precision", () => {
  // 2^53 + 1 is rounded to 2^53: two ones vanish one by one, and count when they come first.
  assertEquals(sum([2 ** 53, 1, 1]), 2 ** 53);
  assertEquals(sum([1, 1, 2 ** 53]), 2 ** 53 + 2);
  assertEquals(sumOf([[2 ** 53], [1], [1]], ([value]) => value), 2 ** 53);
  assertEquals(sum(new Set([1, 2, 4]).values()), 7);
  assertEquals([sum([]), sumOf([], () => 1)], [0, 0]);
});

Deno.test("mean() and deviation() are the sample's, by hand", () => {
  // Deviations from 5: −3, −1, 0, 4; squares 26, over n − 1 = 3.
  assertEquals(mean([2, 4, 5, 9]), 5);
  assertEquals(deviation([2, 4, 5, 9]), Math.sqrt(26 / 3));
  assertEquals(mean(Float64Array.of(1, 2)), 1.5);
  assertEquals(mean([]), NaN);
  assertEquals(deviation([7]), 0);
});

Deno.test("percent() shows a share with so many digits", () => {
  assertEquals([percent(0.9312, 1), percent(1, 0), percent(0.05, 2)], ["93.1 %", "100 %", "5.00 %"]);
});

Deno.test("allIndices() counts up from 0", () => {
  assertEquals([...allIndices(4)], [0, 1, 2, 3]);
  assertEquals(allIndices(0).length, 0);
});
