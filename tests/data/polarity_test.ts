import { assertEquals, assertStringIncludes } from "@std/assert";
import { decideInversion, paperLevel, polarityOf } from "../../lib/data/folder/polarity.ts";

/** 20 × 20 paper with a bar of ink from the left edge to the middle, and the given columns inked in full. */
function drawing(paper: number, ink: number, columns = 0) {
  const grey = new Uint8Array(400).fill(paper);
  for (let i = 0; i < 400; i++) {
    const x = i % 20, y = Math.floor(i / 20);
    if (x < columns || (y === 10 && x < 10)) grey[i] = ink;
  }
  return { width: 20, height: 20, pixels: grey };
}

Deno.test("the border tells dark ink on light from light on dark, also of little contrast", () => {
  assertEquals([drawing(255, 0), drawing(0, 255), drawing(90, 80), drawing(20, 30)].map(polarityOf), [
    1,
    -1,
    1,
    -1,
  ]);
});

Deno.test("a blank image and one with much ink at its border tell nothing", () => {
  assertEquals(polarityOf(drawing(255, 255)), 0);
  assertEquals(polarityOf(drawing(255, 0, 3)), 0);
});

Deno.test("the level of the paper is that of most of the border, ink there or not", () => {
  assertEquals([paperLevel(drawing(250, 3)), paperLevel(drawing(7, 200, 3))], [250, 7]);
  assertEquals(paperLevel({ width: 1, height: 1, pixels: Uint8Array.of(9) }), 9);
});

Deno.test("where almost all images agree, all are treated alike", () => {
  const dark = decideInversion([...new Array(99).fill(1), -1, 0]);
  assertEquals([dark.inverted(0), dark.inverted(99), dark.inverted(100)], [true, true, true]);
  assertStringIncludes(dark.note, "dark ink on light: inverted (the other way round in 1, treated alike)");
  const light = decideInversion([-1, -1, 0]);
  assertEquals([light.inverted(0), light.inverted(2), light.note], [
    false,
    false,
    "light ink on dark: taken as it is",
  ]);
});

Deno.test("in a mixed set each image goes by its own border, and unclear ones with the majority", () => {
  const { inverted, note } = decideInversion([1, 1, -1, 0]);
  assertEquals([0, 1, 2, 3].map(inverted), [true, true, false, true]);
  assertStringIncludes(note, "mixed ink: dark on light in 2, inverted; light on dark in 1, ");
});
