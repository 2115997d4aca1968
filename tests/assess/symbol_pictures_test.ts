import { assert, assertEquals, assertThrows } from "@std/assert";
import { allocateDataset, DataError } from "../../lib/data/mod.ts";
import { IMAGE_SIZE, rasterize } from "../../lib/drawing/mod.ts";
import { LABEL_INDEX } from "../../lib/symbols/mod.ts";
import { symbolPicturesOf } from "../../lib/assess/mod.ts";

const WANTED = [..."0123456789+-"];

/** One image of each label: a line from the upper left to the lower right of a box as wide as the image. */
function lines(labels: readonly string[], height: number) {
  const dataset = allocateDataset({ n: labels.length });
  labels.forEach((label, i) => {
    rasterize([[0, 0, 100, height]], dataset.images, i * IMAGE_SIZE ** 2);
    dataset.labels[i] = LABEL_INDEX.get(label)!;
  });
  return dataset;
}

Deno.test("symbolPicturesOf() gives dark ink on white, cut to the ink, and draws the dot that no data set has", () => {
  const pictures = symbolPicturesOf(lines([...WANTED, "alpha"], 4));
  assertEquals([...pictures.keys()].sort(), [...WANTED, "."].sort());
  for (const [symbol, all] of pictures) {
    for (const { width, height, pixels: grey } of all) {
      assertEquals(grey.length, width * height);
      const isInk = (x: number, y: number) => grey[y * width + x] < 255;
      const columns = [0, width - 1].map((x) => Array.from({ length: height }, (_, y) => isInk(x, y)));
      const rows = [0, height - 1].map((y) => Array.from({ length: width }, (_, x) => isInk(x, y)));
      for (const edge of [...columns, ...rows]) assert(edge.includes(true), `${symbol} has an empty edge`);
    }
  }
  assert(pictures.get(".")!.every(({ width, height }) => width < 8 && height < 8));
});

Deno.test("symbolPicturesOf() takes no slanted minus, and says what a data set lacks", () => {
  assertThrows(() => symbolPicturesOf(lines(WANTED, 60)), DataError, "no pictures labelled -.");
  assertThrows(() => symbolPicturesOf(lines(["1", "-"], 4)), DataError, "no pictures labelled 0 2 3");
});
