import { assertEquals } from "@std/assert";
import { WORK } from "../../bench/kernel_work.ts";

Deno.test("operations of a layer are those of the textbook: two for each weight that meets a value", () => {
  // 4 images of 10 values to 3 units: 4 · 3 sums of 10 products
  assertEquals(WORK.dense_forward!(0, 0, 0, 0, 4, 10, 3, true, 0, 0).operations, 2 * 4 * 3 * 10);
  // 5 images, 6 × 7 cells of 2 × 2 outputs, 8 maps from 3: each output sums 3 · 3 · 3 products
  assertEquals(
    WORK.winograd_pool_forward!(6, 0, 0, 0, 0, 0, 5, 14, 16, 3, 8, 6, 7, true, 0).operations,
    2 * 5 * 12 * 14 * 8 * 27,
  );
  // Grey images: each output sums 3 · 3 products
  assertEquals(
    WORK.window_pool_forward!(0, 0, 0, 0, 0, 0, 5, 14, 16, 1, 8, 6, 7, true, 0).operations,
    2 * 5 * 12 * 14 * 8 * 9,
  );
});
