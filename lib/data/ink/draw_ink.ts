import { stream } from "../../random/mod.ts";
import { allocateDataset, type Dataset } from "../dataset.ts";
import { IMAGE_BYTES, rasterize, WIDEST_PEN } from "../../drawing/mod.ts";
import { LABELS } from "../../symbols/mod.ts";
import { DataError } from "../source.ts";
import { labelAt } from "./frequencies.ts";
import { Hand } from "./hand.ts";

/** Which synthetic handwriting is drawn. */
export interface InkOptions {
  /** Number of images. */
  readonly count: number;
  /** Seeds writers and images. */
  readonly seed: number;
  /** Number of writers; default 100. */
  readonly writers?: number;
  /** Mean line width in pixels; each writer's differs a little. Default 2. */
  readonly penWidth?: number;
  /**
   * Whether to draw public ink, for training before any client takes part: its images and writers come from random
   * streams of their own, so that none of them is among other ink, whatever the seeds. Default false.
   */
  readonly isPublic?: boolean;
}

/** Number of writers by default. */
export const WRITERS = 100;

/** Mean line width by default, in pixels. */
export const PEN_WIDTH = 2;

/** Indices of writers are stored in 16 bits. */
const MOST_WRITERS = 65_535;

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
  check({ count, writers, penWidth });
  // Only public ink has numbers below 0.
  const numberOf = (index: number) => isPublic ? -1 - index : index;
  const hands = Array.from({ length: writers }, (_, writer) => new Hand(seed, numberOf(writer)));
  const kind = isPublic ? "public-ink" : "ink";
  const dataset = allocateDataset({ n: count, writerNames: hands.map((_, writer) => `${kind}-${writer}`) });
  for (let i = 0; i < count; i++) {
    const random = stream(seed, "ink image", numberOf(i));
    const writer = Math.floor(writers * random()), label = labelAt(random());
    const hand = hands[writer];
    dataset.writers![i] = writer;
    dataset.labels[i] = label;
    const width = penWidth * hand.style.pen;
    rasterize(hand.write(LABELS[label], random), dataset.images, i * IMAGE_BYTES, { width });
  }
  return dataset;
}

function check({ count, writers, penWidth }: { count: number; writers: number; penWidth: number }): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new DataError(`The count of ink images must be a whole number, at least 1; got ${count}.`);
  }
  if (!Number.isInteger(writers) || writers < 1 || writers > MOST_WRITERS) {
    throw new DataError(`The number of ink writers must be a whole number from 1 to 65,535; got ${writers}.`);
  }
  if (!(penWidth > 0 && penWidth <= WIDEST_PEN)) {
    throw new DataError(`The pen width must be above 0 and at most ${WIDEST_PEN} pixels; got ${penWidth}.`);
  }
}
