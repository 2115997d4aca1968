import { IMAGE_BYTES } from "../drawing/mod.ts";
import { UserError } from "../errors/mod.ts";
import { LABELS } from "../symbols/mod.ts";

/** The parts of the official split of a data set: training, test, or neither. */
export const OFFICIAL = { train: 0, test: 1, neither: 2 } as const;

/** Shared memory; plain memory in a web page that may not use shared memory. */
const Memory = globalThis.SharedArrayBuffer ?? ArrayBuffer;

/**
 * Labelled images, the type that all parts of the library share. Its arrays lie in shared memory, so that workers see
 * them without a copy; they are not written to after the data set is made.
 */
export interface Dataset {
  /** n × 45 × 45 × channels grey values, bright ink (255) on black (0). */
  readonly images: Uint8Array;
  /** n class indices into `classes`. */
  readonly labels: Uint8Array;
  /** Class names, in the order of the indices. */
  readonly classes: readonly string[];
  /** The writer of each image: n indices into `writerNames`; absent if unknown. */
  readonly writers?: Uint16Array;
  /** The writers' names; present if `writers` is. */
  readonly writerNames?: readonly string[];
  /** The official split, if the source has one: for each of the n images a value of `OFFICIAL`. */
  readonly official?: Uint8Array;
  /** Values of each pixel: 1, its grey value; or 2, for a reader's images whose second channel shows surroundings. */
  readonly channels: number;
}

/** Number of images. */
export function size(dataset: Dataset): number {
  return dataset.labels.length;
}

/** The 45 × 45 × channels values of one image, as a view of the data set. */
export function image(dataset: Dataset, index: number): Uint8Array {
  const bytes = IMAGE_BYTES * dataset.channels;
  return dataset.images.subarray(index * bytes, (index + 1) * bytes);
}

/** The 45 × 45 grey values of an image's first channel: the symbol without its surroundings. */
export function picture(dataset: Dataset, index: number): Uint8Array {
  const values = image(dataset, index), { channels } = dataset;
  return channels === 1 ? values : values.filter((_, i) => i % channels === 0);
}

/**
 * The class indices of some images: the truth that predictions of them are compared with.
 *
 * @param indices Which images of the data set, in this order.
 */
export function labelsOf({ labels }: Pick<Dataset, "labels">, indices: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index]);
}

/** The size and parts of a new data set. */
export interface DatasetSpace {
  /** Number of images. */
  readonly n: number;
  /** Class names; default the 82 labels. */
  readonly classes?: readonly string[];
  /** The writers' names; if given, `writers` is made too. */
  readonly writerNames?: readonly string[];
  /** Whether `official` is made too. */
  readonly official?: boolean;
  /** Values of each pixel; default 1. */
  readonly channels?: number;
}

/**
 * A data set of zeros in shared memory, to be filled by the caller.
 *
 * @throws {UserError} There is not enough memory.
 */
export function allocateDataset(
  { n, classes = LABELS, writerNames, official, channels = 1 }: DatasetSpace,
): Dataset {
  const images = n * channels * IMAGE_BYTES;
  try {
    return {
      images: new Uint8Array(new Memory(images)),
      channels,
      labels: new Uint8Array(new Memory(n)),
      classes,
      ...(writerNames && { writers: new Uint16Array(new Memory(2 * n)), writerNames }),
      ...(official && { official: new Uint8Array(new Memory(n)) }),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      `${n} images take ${(images / 1e9).toFixed(1)} GB of memory, more than can be had here.`,
    );
  }
}

/** Copies the images at `indices`, in that order, into a new data set. */
export function select(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const { classes, writerNames, channels } = dataset;
  const chosen = allocateDataset({
    n: indices.length,
    classes,
    writerNames,
    official: !!dataset.official,
    channels,
  });
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i];
    chosen.images.set(image(dataset, from), i * IMAGE_BYTES * channels);
    chosen.labels[i] = dataset.labels[from];
    if (chosen.writers) chosen.writers[i] = dataset.writers![from];
    if (chosen.official) chosen.official[i] = dataset.official![from];
  }
  return chosen;
}
