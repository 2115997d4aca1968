import { assert, assertEquals } from "@std/assert";
import { allocateDataset, drawInk, image } from "../../lib/data/mod.ts";
import { IMAGE_BYTES, IMAGE_SIZE } from "../../lib/drawing/mod.ts";
import { originalSquare } from "../../lib/recognize/original/original_square.ts";
import {
  originalSquares,
  recognizeOriginal,
  startOpenCv,
  type SymbolClassifier,
} from "../../lib/recognize/mod.ts";
import { testWith } from "../permission.ts";

/** Rows and columns with ink, from the first to the last. */
function extent(square: Uint8Array): { readonly rows: number; readonly columns: number } {
  const at = [...square.keys()].filter((i) => square[i] > 127);
  const rows = at.map((i) => Math.floor(i / IMAGE_SIZE)), columns = at.map((i) => i % IMAGE_SIZE);
  const length = (values: number[]) => Math.max(...values) - Math.min(...values) + 1;
  return { rows: length(rows), columns: length(columns) };
}

testWith({ read: true }, "originalSquare() pads by three pixels and squeezes to a square", async () => {
  await startOpenCv();
  // 39 × 3 pixels with 3 around are 45 × 9: columns stay, rows become five times as many.
  const bar = { width: 39, height: 3, pixels: new Uint8Array(39 * 3).fill(1) };
  assertEquals(extent(originalSquare(bar)), { rows: 15, columns: 39 });
  const upright = { width: 3, height: 39, pixels: new Uint8Array(39 * 3).fill(1) };
  assertEquals(extent(originalSquare(upright)), { rows: 39, columns: 15 });
});

testWith(
  { read: true },
  "originalSquares() keeps labels, writers and the order; no ink is no square",
  async () => {
    await startOpenCv();
    const ink = drawInk({ count: 30, seed: 3, writers: 4 });
    const squares = originalSquares(ink);
    assertEquals(squares.labels, ink.labels);
    assertEquals([squares.writers, squares.writerNames], [ink.writers, ink.writerNames]);
    for (let i = 0; i < 30; i++) {
      const { rows, columns } = extent(image(squares, i));
      assert(rows >= 11 && columns >= 11, `${ink.classes[ink.labels[i]]}: ${rows} × ${columns}`);
    }
    assertEquals(originalSquares(allocateDataset({ n: 1 })).images, new Uint8Array(IMAGE_BYTES));
  },
);

testWith(
  { read: true },
  "what recognizeOriginal() shows its network is what originalSquares() trains one on",
  async () => {
    await startOpenCv();
    const ink = drawInk({ count: 60, seed: 3 });
    const one = [...ink.labels.keys()].find((i) => ink.classes[ink.labels[i]] === "3")!;
    const dataset = { ...ink, images: image(ink, one), labels: ink.labels.slice(one, one + 1) };
    const shown: Uint8Array[] = [];
    const classifier: SymbolClassifier = {
      classes: ["3", "no_symbol"],
      channels: 1,
      classify(images, count) {
        shown.push(images.slice(0, count * IMAGE_BYTES));
        return new Float32Array(2 * count).fill(Math.log(0.5));
      },
    };
    const pixels = image(ink, one).map((value) => 255 - value);
    recognizeOriginal({ width: IMAGE_SIZE, height: IMAGE_SIZE, pixels }, classifier);
    assertEquals(shown, [new Uint8Array(originalSquares({ ...dataset, writers: undefined }).images)]);
  },
);
