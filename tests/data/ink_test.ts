import { assertEquals, assertNotEquals } from "@std/assert";
import { drawInk } from "../../lib/data/ink/mod.ts";
import { LABELS } from "../../lib/data/labels.ts";

Deno.test("drawInk() gives the same bytes for the same seed and others for another", () => {
  const first = drawInk({ count: 200, seed: 1 });
  assertEquals(drawInk({ count: 200, seed: 1 }), first);
  assertNotEquals(drawInk({ count: 200, seed: 2 }).images, first.images);
});

Deno.test("drawInk() draws every one of the 82 labels equally often", () => {
  const { labels } = drawInk({ count: 3 * LABELS.length, seed: 1 });
  const counts = new Array(LABELS.length).fill(0);
  for (const label of labels) counts[label]++;
  assertEquals(counts, new Array(LABELS.length).fill(3));
});

Deno.test("a smaller count gives the first images of a greater", () => {
  const few = drawInk({ count: 130, seed: 3 }), many = drawInk({ count: 300, seed: 3 });
  assertEquals(few.images, many.images.slice(0, few.images.length));
  assertEquals(few.labels, many.labels.slice(0, 130));
  assertEquals(few.writers, many.writers!.slice(0, 130));
});
