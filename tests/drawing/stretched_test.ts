import { assertEquals } from "@std/assert";
import { stretched } from "../../lib/drawing/mod.ts";

Deno.test("stretched() makes the least black and the greatest white, the rest between: by hand", () => {
  assertEquals([...stretched([-1, 3, 1, 0])], [0, 255, 127, 63]);
  assertEquals([...stretched([7, 7])], [0, 0]);
});
