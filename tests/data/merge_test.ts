import { assertEquals, assertThrows } from "@std/assert";
import { allocateDataset, DataError, image, merge, picture } from "../../lib/data/mod.ts";
import { inkOf, rasterize, symbolImage } from "../../lib/drawing/mod.ts";
import { READER_CLASSES } from "../../lib/symbols/mod.ts";
import { readerImagesOf } from "../../lib/data/reader_images/from_images.ts";
import { scribbles } from "./scribbles.ts";

Deno.test("two data sets become one: images and labels in turn, the second's writers after the first's", () => {
  const first = scribbles({ n: 3, writers: 2, official: [0, 1, 2] }),
    second = scribbles({ n: 5, writers: 4, official: [2, 2, 1, 1, 0] });
  const both = merge(first, second);
  assertEquals(both.labels, Uint8Array.from([...first.labels, ...second.labels]));
  assertEquals(image(both, 2), image(first, 2));
  assertEquals(image(both, 3), image(second, 0));
  assertEquals(both.writerNames, [...first.writerNames!, ...second.writerNames!]);
  assertEquals([...both.writers!].slice(3), [...second.writers!].map((writer) => writer + 2));
  assertEquals([...both.official!], [0, 1, 2, 2, 2, 1, 1, 0]);
});

Deno.test("what one of two data sets does not know, both together do not; other classes are refused", () => {
  const known = scribbles({ n: 3, writers: 2, official: [0, 1, 2] }), unknown = scribbles({ n: 3 });
  for (const both of [merge(known, unknown), merge(unknown, known)]) {
    assertEquals([both.writers, both.writerNames, both.official], [undefined, undefined, undefined]);
  }
  assertThrows(
    () => merge(known, allocateDataset({ n: 1 })),
    DataError,
    "the first has 3, the second 82 different ones",
  );
});

Deno.test("pictures become a reader's images: letters small, dots known, other classes and blank ones left out", () => {
  const classes = ["X", "7", "dot", "shrug", "A"];
  const strokes = [[[0, 0, 9, 9], [9, 0, 0, 9]], [[0, 0, 8, 0, 3, 14]], [[0, 0]], [[0, 0, 4, 9]]];
  const plain = allocateDataset({ n: 5, classes });
  strokes.forEach((symbol, i) => rasterize(symbol, plain.images, 2025 * i, { width: 5 }));
  classes.forEach((_, i) => plain.labels[i] = i);
  const images = readerImagesOf(plain, true);
  assertEquals(Array.from(images.labels, (label) => READER_CLASSES[label]), ["x", "7", "dot"]);
  assertEquals(images.writerNames!.length, 3);
  assertEquals([...images.writers!], [0, 1, 2]);
  // A 7 drawn large with a thick pen and one written small with a thin pen look alike.
  const written = new Uint8Array(2025);
  symbolImage(inkOf(strokes[1], { scale: 2, penWidth: 2 }), written);
  let common = 0, ink = 0;
  picture(images, 1).forEach((value, at) => {
    if (value < 128) return;
    ink++;
    const near = [-46, -45, -44, -1, 0, 1, 44, 45, 46].some((step) => written[at + step] >= 128);
    if (near) common++;
  });
  assertEquals(common > 0.9 * ink, true, `${common} of ${ink}`);
});
