import { allIndices } from "../../numbers/mod.ts";
import { allocateDataset, type Dataset } from "../dataset.ts";
import { IMAGE_BYTES } from "../../drawing/mod.ts";
import { type Helpers, shareOut } from "../helpers/share_out.ts";
import { DataError } from "../source.ts";
import { checkPen, checkWriters, type InkOptions, PEN_WIDTH, WRITERS } from "./ink_options.ts";
import { openImages } from "./ink_stream.ts";

/** Images of a piece that a helper draws: a piece meets each writer anew. */
const PIECE = 1250;

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
export function drawInk(options: InkOptions): Dataset {
  const dataset = inkSpace(options);
  drawRange({ kind: "ink", options, from: 0, to: options.count }, dataset as InkPiece);
  return dataset;
}

/**
 * The data set of `drawInk`, drawn by helpers where there are any: the same bytes, whoever draws.
 *
 * @throws {DataError} A count, a number of writers or a pen width that cannot be drawn.
 */
export async function drawInkShared(options: InkOptions, helpers?: Helpers): Promise<Dataset> {
  const { count } = options;
  if (!helpers || count <= PIECE) return drawInk(options);
  const dataset = inkSpace(options);
  const pieces = Array.from(allIndices(Math.ceil(count / PIECE)), (piece): InkTask => {
    const from = piece * PIECE;
    return { kind: "ink", options, from, to: Math.min(count, from + PIECE) };
  });
  let at = 0;
  for await (const piece of shareOut(pieces, drawInkPiece, helpers)) {
    dataset.images.set(piece.images, at * IMAGE_BYTES);
    dataset.labels.set(piece.labels, at);
    dataset.writers!.set(piece.writers, at);
    at += piece.labels.length;
  }
  return dataset;
}

/** Images of ink to be drawn: those from number `from` to below number `to`. */
export interface InkTask {
  /** The tag among tasks. */
  readonly kind: "ink";
  /** Which ink. */
  readonly options: InkOptions;
  /** The first number. */
  readonly from: number;
  /** The number after the last. */
  readonly to: number;
}

/** The images of a task, their labels and writers. */
export type InkPiece = Required<Pick<Dataset, "images" | "labels" | "writers">>;

/** Draws the images of a task. */
export function drawInkPiece(task: InkTask): InkPiece {
  const n = task.to - task.from;
  const piece = {
    images: new Uint8Array(n * IMAGE_BYTES),
    labels: new Uint8Array(n),
    writers: new Uint16Array(n),
  };
  drawRange(task, piece);
  return piece;
}

function drawRange({ options, from, to }: InkTask, { images, labels, writers }: InkPiece): void {
  const { count: _, ...rest } = options, ink = openImages(rest);
  for (let index = from, i = 0; index < to; index++, i++) {
    writers[i] = ink.writer(index);
    labels[i] = ink.label(index);
    ink.read(index, images.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES));
  }
}

/** A data set of zeros for so many images. */
function inkSpace(
  { count, writers = WRITERS, penWidth = PEN_WIDTH, isPublic = false }: InkOptions,
): Dataset {
  if (!Number.isInteger(count) || count < 1) {
    throw new DataError(`The count of ink images must be a whole number, at least 1; got ${count}.`);
  }
  checkWriters(writers);
  checkPen(penWidth);
  const kind = isPublic ? "public-ink" : "ink";
  const writerNames = Array.from({ length: writers }, (_, writer) => `${kind}-${writer}`);
  return allocateDataset({ n: count, writerNames });
}
