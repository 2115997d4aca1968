import { allocateDataset, type Dataset } from "../dataset.ts";
import { IMAGE_BYTES } from "../../drawing/mod.ts";
import { DataError } from "../source.ts";
import { checkPen, checkWriters, type InkOptions, PEN_WIDTH, WRITERS } from "./ink_options.ts";
import { openImages } from "./ink_stream.ts";

/**
 * Draws synthetic handwriting of the 82 labels, each about as often as it occurs in formulas: minus signs most often, but
 * no label so rarely that it could not be learnt. Each image has a writer chosen at random. An image depends only on the
 * seed, the number of writers and its own number, so that 1,000 images are the first of 10,000. Public ink has neither
 * images nor writers in common with other ink.
 *
 * @throws {DataError} A count, a number of writers or a pen width that cannot be drawn.
 *
 * @example
 * ```ts
 * import { drawInk } from "@fedink/fedink/data";
 *
 * const dataset = drawInk({ count: 100, seed: 1, writers: 5 });
 * console.log(dataset.images.length === 100 * 45 * 45); // true
 * ```
 */
export function drawInk(
  { count, seed, writers = WRITERS, penWidth = PEN_WIDTH, isPublic = false }: InkOptions,
): Dataset {
  if (!Number.isInteger(count) || count < 1) {
    throw new DataError(`The count of ink images must be a whole number, at least 1; got ${count}.`);
  }
  checkWriters(writers);
  checkPen(penWidth);
  const kind = isPublic ? "public-ink" : "ink";
  const writerNames = Array.from({ length: writers }, (_, writer) => `${kind}-${writer}`);
  const dataset = allocateDataset({ n: count, writerNames });
  const ink = openImages({ seed, writers, penWidth, isPublic });
  for (let i = 0; i < count; i++) {
    dataset.writers![i] = ink.writer(i);
    dataset.labels[i] = ink.label(i);
    ink.read(i, dataset.images.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES));
  }
  return dataset;
}
