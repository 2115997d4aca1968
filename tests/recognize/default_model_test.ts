import { assert, assertEquals } from "@std/assert";
import { inkOf } from "../../lib/drawing/mod.ts";
import { READER_CLASSES } from "../../lib/symbols/mod.ts";
import { loadClassifier, Sheet } from "../../lib/recognize/mod.ts";
import { testWith } from "../permission.ts";

const FOLDER = new URL("../../data/models/reader/", import.meta.url).pathname;

testWith({ read: true }, "the default model is small and tells plainly written symbols", async () => {
  let bytes = 0;
  for await (const { name } of Deno.readDir(FOLDER)) bytes += (await Deno.stat(FOLDER + name)).size;
  assert(bytes <= 1e6, `${bytes} bytes`);
  const classifier = await loadClassifier(FOLDER);
  assertEquals(classifier.classes, READER_CLASSES);
  const written: Record<string, number[][]> = {
    "-": [[0, 0, 10, 0]],
    "+": [[0, 5, 10, 5], [5, 0, 5, 10]],
    "=": [[0, 0, 10, 0], [0, 4, 10, 4]],
    "7": [[0, 0, 8, 0, 3, 14]],
    "2": [[0, 3, 2, 0, 6, 0, 8, 3, 6, 7, 0, 14, 9, 14]],
    "4": [[5, 0, 0, 9, 9, 9], [7, 5, 7, 15]],
    "A": [[0, 14, 5, 0, 10, 14], [2, 9, 8, 9]],
    "div": [[0, 5, 10, 5], [5, 2], [5, 8]],
    "sqrt": [[0, 6, 2, 5, 4, 12, 7, 0, 20, 0]],
  };
  const parts = Object.values(written).map((strokes) => {
    const ink = inkOf(strokes, { scale: 4, penWidth: 3 });
    return { box: { left: 0, top: 0, right: ink.width, bottom: ink.height }, ink };
  });
  const images = new Sheet(60).draw(parts.map((part) => ({ own: [part], others: [] })), classifier.channels);
  const scores = classifier.classify(images, Object.keys(written).length);
  const told = Object.keys(written).map((_, i) => {
    const row = scores.subarray(i * READER_CLASSES.length, (i + 1) * READER_CLASSES.length);
    return READER_CLASSES[row.indexOf(Math.max(...row))];
  });
  assertEquals(told, Object.keys(written));
});
