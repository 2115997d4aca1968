import { stream } from "../../random/mod.ts";
import { allocateDataset, type Dataset } from "../dataset.ts";
import { IMAGE_BYTES, rasterize, WIDEST_PEN } from "../../drawing/mod.ts";
import { LABELS } from "../../symbols/mod.ts";
import { DataError } from "../source.ts";
import { labelAt } from "./frequencies.ts";
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
  /**
   * Public ink: images and writers of random streams of their own, so that none is among the others, whatever the
   * seeds. For what is trained on before any client is asked. Default false.
   */
  readonly isPublic?: boolean;
}

/** Writers where no number is said. */
export const WRITERS = 100;

/** Pixels. */
export const PEN_WIDTH = 2;

/** Writers are indices of 16 bits. */
const MOST_WRITERS = 65_535;

/**
 * Draws synthetic handwriting of the 82 labels, each about as often as formulas need it: minus signs most, but none too
 * rare to be learnt. Each image is by a writer drawn at random. An image depends on the seed, the number of writers and
 * its own number only, so 1,000 images are the first of 10,000. Public ink is drawn likewise and shares no image and
 * no writer with it.
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
  // Numbers below 0 are nobody else's.
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
