import { IMAGE_BYTES } from "../drawing/mod.ts";
import { UserError } from "../errors/mod.ts";
import { LABELS } from "../symbols/mod.ts";

/** Values of a pixel of a reader's images. */
export const READER_CHANNELS = 2;

/** In the official split of a data set: in its training part, in its test part, or in neither. */
export const OFFICIAL = { train: 0, test: 1, neither: 2 } as const;

/** Shared memory; plain memory in a web page that may have none, as it is not isolated from other origins. */
const Memory = globalThis.SharedArrayBuffer ?? ArrayBuffer;

/**
 * Labelled images, the type everything meets in. Its arrays lie on shared memory, so that workers
 * see them without a copy; nobody writes to them after they are made.
 */
export interface Dataset {
  /** n × 45 × 45 × channels grey values, ink bright (255) on 0. */
  readonly images: Uint8Array;
  /** n class indices into `classes`. */
  readonly labels: Uint8Array;
  /** Class names, in the order of the indices. */
  readonly classes: readonly string[];
  /** Who wrote each image: n indices into `writerNames`. */
  readonly writers?: Uint16Array;
  /** The writers' names; there exactly where `writers` is. */
  readonly writerNames?: readonly string[];
  /** The official split, where the source has one: for each image a value of `OFFICIAL`. */
  readonly official?: Uint8Array;
  /** Values of a pixel: 1, its grey; of a reader's images 2, in the second the symbol amid its surroundings. */
  readonly channels: number;
}

/** Number of images. */
export function size(dataset: Dataset): number {
  return dataset.labels.length;
}

/** The 45 × 45 × channels values of one image, a view. */
export function image(dataset: Dataset, index: number): Uint8Array {
  const bytes = IMAGE_BYTES * dataset.channels;
  return dataset.images.subarray(index * bytes, (index + 1) * bytes);
}

/** The 45 × 45 grey values of an image's first channel: its ink alone. */
export function picture(dataset: Dataset, index: number): Uint8Array {
  const values = image(dataset, index), { channels } = dataset;
  return channels === 1 ? values : values.filter((_, i) => i % channels === 0);
}

/** What an empty data set of `n` images needs; its arrays are filled by whoever asked. */
export interface DatasetSpace {
  /** Number of images. */
  readonly n: number;
  /** Default: the 82 labels. */
  readonly classes?: readonly string[];
  /** Where given, `writers` is made too. */
  readonly writerNames?: readonly string[];
  /** Whether `official` is made too. */
  readonly official?: boolean;
  /** Values of a pixel; default 1. */
  readonly channels?: number;
}

/** A data set of zeros on shared memory, to be filled by a source. */
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

/** The images at `indices`, copied in that order into a data set of their own. */
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
