import { stream } from "../../random/stream.ts";
import { shuffle } from "../../random/shuffle.ts";
import { allocateDataset, type Dataset, IMAGE_BYTES } from "../dataset.ts";
import { LABELS } from "../labels.ts";
import { rasterize } from "../raster.ts";
import { Hand } from "./hand.ts";

/** What ink is drawn. */
export interface InkOptions {
  /** Number of images. */
  readonly count: number;
  /** Seeds writers and images. */
  readonly seed: number;
  /** Number of writers; default 100. */
  readonly writers?: number;
  /** Mean line width in pixels; each writer's is a little other. Default 2. */
  readonly penWidth?: number;
}

/** Writers where no number is said. */
export const WRITERS = 100;

/** Pixels. */
export const PEN_WIDTH = 2;

/**
 * Draws synthetic handwriting of the 82 labels. Each run of 82 images holds every label once, in random order; each image
 * is by a writer drawn at random. An image depends on the seed, the number of writers and its own number only, so 1,000
 * images are the first of 10,000.
 *
 * @example
 * ```ts
 * import { drawInk } from "./draw_ink.ts";
 * const dataset = drawInk({ count: 164, seed: 1, writers: 5 });
 * console.log(dataset.images.length); // 164 × 45 × 45
 * ```
 */
export function drawInk(
  { count, seed, writers = WRITERS, penWidth = PEN_WIDTH }: InkOptions,
): Dataset {
  const hands = Array.from({ length: writers }, (_, writer) => new Hand(seed, writer));
  const dataset = allocateDataset({ n: count, writerNames: hands.map((_, writer) => `ink-${writer}`) });
  let order = new Uint8Array();
  for (let i = 0; i < count; i++) {
    const place = i % LABELS.length;
    if (place === 0) order = labelOrder(seed, i / LABELS.length);
    const random = stream(seed, "ink image", i);
    const writer = Math.floor(random() * writers);
    const hand = hands[writer];
    dataset.labels[i] = order[place];
    dataset.writers![i] = writer;
    const width = penWidth * hand.style.pen;
    rasterize(hand.write(LABELS[order[place]], random), dataset.images, i * IMAGE_BYTES, { width });
  }
  return dataset;
}

function labelOrder(seed: number, round: number): Uint8Array<ArrayBuffer> {
  return shuffle(Uint8Array.from(LABELS, (_, label) => label), stream(seed, "ink labels", round));
}
