import { assert, assertEquals } from "@std/assert";
import { type Dataset, OFFICIAL } from "../../lib/data/mod.ts";
import { IMAGE_BYTES, READER_CHANNELS } from "../../lib/drawing/mod.ts";
import { NO_SYMBOL, READER_CLASSES } from "../../lib/symbols/mod.ts";
import { inkOf } from "../../lib/drawing/ink_mask.ts";
import type { Page, PlacedSymbol } from "../../lib/data/reader_images/page.ts";
import { readerImages } from "../../lib/data/reader_images/reader_images.ts";
import { Surroundings } from "../../lib/drawing/surroundings.ts";
import type { Stroke } from "../../lib/drawing/stroke.ts";
import { symbolImage } from "../../lib/drawing/symbol_image.ts";

/** Thirty figures of 6 by 10 in a line, each a stroke from corner to corner and one across. */
const SYMBOLS = Array.from({ length: 30 }, (_, i): PlacedSymbol => ({
  label: String(2 + i % 8),
  strokes: [[8 * i, 0, 8 * i + 6, 10], [8 * i, 5, 8 * i + 6, 5]],
}));
const PAGE: Page = { symbols: SYMBOLS, writer: 0, official: OFFICIAL.train };

/** A channel of each image that shows a symbol. */
function shown(dataset: Dataset, channel: number): Uint8Array[] {
  const channels = dataset.images.length / dataset.labels.length / IMAGE_BYTES;
  return [...dataset.labels.keys()].filter((i) => READER_CLASSES[dataset.labels[i]] !== NO_SYMBOL).map((i) =>
    Uint8Array.from(
      { length: IMAGE_BYTES },
      (_, at) => dataset.images[(i * IMAGE_BYTES + at) * channels + channel],
    )
  );
}

/** The logarithm of ink's width over its height. */
function aspect(image: Uint8Array): number {
  const ink = [...image.keys()].filter((at) => image[at] >= 128);
  const extent = (of: (at: number) => number) => Math.max(...ink.map(of)) - Math.min(...ink.map(of)) + 1;
  return Math.log(extent((at) => at % 45) / extent((at) => Math.floor(at / 45)));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

Deno.test("a symbol as it was written is drawn with a pen of 3 pixels, 40 pixels high, and amid its page", () => {
  const dataset = readerImages([PAGE], ["a"], { copies: 0, surroundings: true, seed: 1 });
  const alone = shown(dataset, 0), amid = shown(dataset, 1);
  assertEquals([alone.length, amid.length], [30, 30]);
  const around = new Surroundings<Stroke>((stroke) => [stroke], 10);
  SYMBOLS.forEach(({ strokes }, i) => {
    const expected = new Uint8Array(IMAGE_BYTES * READER_CHANNELS);
    symbolImage(inkOf(strokes, { scale: 40 / 10, penWidth: 3 }), expected, 0, READER_CHANNELS);
    const others = SYMBOLS.flatMap((other, j) => j === i ? [] : other.strokes);
    around.draw(strokes, others, expected, 1, READER_CHANNELS);
    assertEquals(alone[i], expected.filter((_, at) => at % READER_CHANNELS === 0));
    assertEquals(amid[i], expected.filter((_, at) => at % READER_CHANNELS === 1));
  });
});

Deno.test("copies are as wide and high as another hand would write them; what a program wrote varies in size and pen only", () => {
  const images = (page: Page, copies: number) =>
    shown(readerImages([page], ["a"], { copies, surroundings: false, seed: 1 }), 0);
  const plain = images(PAGE, 0),
    copied = images(PAGE, 3),
    synthetic = images({ ...PAGE, synthetic: true }, 0);
  assertEquals([plain.length, synthetic.length], [30, 30]);
  assert(copied.length >= 120);
  const of = (list: readonly Uint8Array[]) => deviation(list.map(aspect));
  assert(of(plain) < 1e-12);
  // Width and height vary by 0.14 against each other, and by what slants and turns.
  assert(of(copied) > 0.15 && of(copied) < 0.5, `${of(copied)}`);
  assert(of(synthetic) < 0.08, `${of(synthetic)}`);
  assert(new Set(synthetic.map(String)).size > 10);
});

Deno.test("a copy is seen amid what a reader may take for its page's size, the symbol itself in the page's own", () => {
  // What a program wrote is not distorted, so that but for the size both would be the same picture.
  const amid = (copies: number) =>
    shown(
      readerImages([{ ...PAGE, synthetic: true }], ["a"], { copies, surroundings: true, seed: 1 }),
      1,
    ).map(String);
  const plain = new Set(amid(0));
  assertEquals(amid(1).filter((image) => plain.has(image)).length, 30);
});
