import { assert, assertEquals } from "@std/assert";
import { drawExpression, type Expression } from "../../lib/data/crohme/mod.ts";
import { IMAGE_BYTES, READER_CHANNELS, type Stroke, symbolImage } from "../../lib/drawing/mod.ts";
import { OFFICIAL } from "../../lib/data/mod.ts";
import { type Page, unitOf as unitOfPage } from "../../lib/data/reader_images/page.ts";
import { readerImages } from "../../lib/data/reader_images/reader_images.ts";
import { inkOfGroup } from "../../lib/recognize/parts/ink_of_group.ts";
import { readInk, readParts, Sheet, startOpenCv, unitOf } from "../../lib/recognize/mod.ts";

await startOpenCv();

const letterO: Stroke = Array.from({ length: 41 }, (_, i) => [
  60 + 9 * Math.cos(i * Math.PI / 20),
  30 + 10 * Math.sin(i * Math.PI / 20),
]).flat();

/** From left to right, none touching: a large L, a small o, a 7, a 1. */
const symbols = [
  { label: "L", strokes: [[10, 0, 8, 40, 34, 40]] },
  { label: "o", strokes: [letterO] },
  { label: "7", strokes: [[80, 2, 104, 0, 90, 40]] },
  { label: "1", strokes: [[120, 8, 132, 0, 132, 40]] },
];

const expression: Expression = {
  id: "one",
  split: "2013test",
  writer: null,
  latex: "L o 7 1",
  symbols: symbols.map(({ label, strokes }) => ({ raw: label, label, strokes })),
  unlabelled: [],
  origin: "test",
};

function cosine(a: Uint8Array, b: Uint8Array): number {
  let ab = 0, aa = 0, bb = 0;
  for (let i = 0; i < a.length; i++) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
  return ab / Math.sqrt(aa * bb);
}

/** One channel of one image. */
function channel(images: Uint8Array, image: number, which: number): Uint8Array {
  return Uint8Array.from(
    { length: IMAGE_BYTES },
    (_, i) => images[(image * IMAGE_BYTES + i) * READER_CHANNELS + which],
  );
}

const parts = readParts(readInk(drawExpression(expression, { symbolSize: 60 }).image));
const inPlace = parts.map((part) => ({ own: [part], others: parts.filter((other) => other !== part) }));

Deno.test("a picture's symbols look to the network as those of its training: by themselves and in their place", () => {
  const page: Page = { symbols, writer: 0, official: OFFICIAL.test };
  const trained = readerImages([page], ["a"], { copies: 0, surroundings: true, seed: 1 });
  const none = trained.classes.indexOf("no_symbol");
  const order = [...trained.labels.keys()].filter((i) => trained.labels[i] !== none);
  assertEquals(order.map((i) => trained.classes[trained.labels[i]]), symbols.map(({ label }) => label));
  assertEquals(parts.length, symbols.length);
  // The reader's own guess of a symbol's size is the page's, within a tenth.
  const [width] = [drawExpression(expression, { symbolSize: 60 }).symbols[3].ink.height - 3];
  assert(Math.abs(unitOf(parts) / width - unitOfPage(page) / 40) < 0.1);
  const read = new Sheet(unitOf(parts)).draw(inPlace, READER_CHANNELS);
  for (let i = 0; i < symbols.length; i++) {
    for (const which of [0, 1]) {
      const same = cosine(channel(read, i, which), channel(trained.images, order[i], which));
      const other = cosine(channel(read, i, which), channel(trained.images, order[(i + 1) % 4], which));
      // Lines of two pixels half a pixel apart have a cosine of about 0.75.
      assert(same > 0.7 && other < same - 0.15, `${symbols[i].label}, channel ${which}: ${same}, ${other}`);
    }
  }
});

Deno.test("with one channel a sheet draws what symbolImage draws, and with two that is the first of them", () => {
  const sheet = new Sheet(unitOf(parts)), alone = sheet.draw(inPlace, 1), both = sheet.draw(inPlace, 2);
  parts.forEach((part, i) => {
    const image = new Uint8Array(IMAGE_BYTES);
    symbolImage(inkOfGroup([part], part.box), image);
    assertEquals(alone.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES), image);
    assertEquals(channel(both, i, 0), image);
    assert(channel(both, i, 1).some((value) => value > 200));
  });
});
