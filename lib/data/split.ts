import { permutation, shuffle, stream } from "../random/mod.ts";
import { type Dataset, OFFICIAL, size } from "./dataset.ts";
import { misnamed, type NamedRow } from "../errors/mod.ts";
import { DataError } from "./source.ts";

/** How images are divided into training and test images, as data, as a configuration holds it. */
export type Split =
  | { readonly kind: "random"; readonly fraction: number }
  | { readonly kind: "writer"; readonly fraction: number }
  | { readonly kind: "official" };

/** Indices of training and test images, in random order; no index is in both. */
export interface TrainTest {
  /** The training images: indices into the data set. */
  readonly train: Uint32Array;
  /** The test images: indices into the data set. */
  readonly test: Uint32Array;
  /** Number of images in neither part: those that the official split leaves out. */
  readonly leftOut: number;
}

/** Share of the test images by default, as in the original program. */
const DEFAULT_FRACTION = 0.1;

/** The names of splits and what they do, for messages. */
export const SPLITS: readonly NamedRow[] = [
  ["random:F", "images drawn at random"],
  ["writer:F", "all images of writers drawn at random"],
  ["official", "as the makers of the data divided it"],
];

/**
 * Parses a split as on the command line: `random`, `random:0.1`, `writer`, `writer:0.2`, `official`. The number is the
 * share of test images, by default 0.1.
 *
 * @throws {DataError} The text is not one of these.
 */
export function parseSplit(text: string): Split {
  if (text === "official") return { kind: "official" };
  const [, kind, number] = /^(random|writer)(?::(.*))?$/.exec(text) ?? [];
  const fraction = number === undefined ? DEFAULT_FRACTION : Number(number || NaN);
  if (kind && fraction > 0 && fraction < 1) return { kind: kind as "random" | "writer", fraction };
  throw new DataError(misnamed("split", text, SPLITS, "with F between 0 and 1 the share tested on"));
}

/** A split as text: `random:0.1`, `writer:0.2`, `official`; `parseSplit` gives it back. */
export function formatSplit(split: Split): string {
  return split.kind === "official" ? "official" : `${split.kind}:${split.fraction}`;
}

/**
 * Draws `n` images without replacement.
 *
 * @param seed The same seed draws the same images.
 * @returns Their indices, in the order drawn.
 * @throws {DataError} `n` is not a whole number of at least 1, or is more than there are images.
 */
export function sample(dataset: Dataset, n: number, seed: number): Uint32Array {
  if (!Number.isInteger(n) || n < 1) {
    throw new DataError(`A sample must be a whole number of images, at least 1; got ${n}.`);
  }
  if (n > size(dataset)) {
    throw new DataError(
      `A sample is at most the whole data set of ${size(dataset)} images; got ${n}.`,
    );
  }
  return permutation(size(dataset), stream(seed, "sample")).slice(0, n);
}

/**
 * Divides images into a training and a test set.
 *
 * - `random`: a seeded shuffle, as in the original program; the share is of all images, not of each label.
 * - `writer`: all images of randomly drawn writers are tested on, together about the share of all images. No writer is in
 *   both parts, so the accuracy is that on the handwriting of unknown people.
 * - `official`: the two parts chosen by the makers of the data set.
 *
 * @param seed The same seed divides the images in the same way.
 * @param among Indices of the images to divide, such as a sample; default all.
 * @throws {DataError} The data set has no writers or no official split, or one part would be empty.
 */
export function trainTestSplit(dataset: Dataset, split: Split, seed: number, among?: Uint32Array): TrainTest {
  const random = stream(seed, "split");
  const images = among ? shuffle(among.slice(), random) : permutation(size(dataset), random);
  switch (split.kind) {
    case "random": {
      const held = share(split.fraction, images.length);
      return checked(split, images.subarray(held), images.subarray(0, held));
    }
    case "writer": {
      const { writers } = dataset;
      if (!writers) {
        throw new DataError(
          "A split by writer needs a data set with known writers, such as ink and crohme; this one has none.",
        );
      }
      const tested = drawWriters(writers, images, share(split.fraction, images.length), seed);
      return checked(
        split,
        images.filter((i) => !tested.has(writers[i])),
        images.filter((i) => tested.has(writers[i])),
      );
    }
    case "official": {
      const { official } = dataset;
      if (!official) throw new DataError("This data set has no official split, as crohme has.");
      return checked(
        split,
        images.filter((i) => official[i] === OFFICIAL.train),
        images.filter((i) => official[i] === OFFICIAL.test),
        images.length,
      );
    }
    default: {
      const unknown: never = split;
      throw new DataError(`Unknown split: ${JSON.stringify(unknown)}.`);
    }
  }
}

/** Rounded up, as in scikit-learn's train_test_split; 1e-9 keeps 0.1 × 70 from becoming 8. */
function share(fraction: number, n: number): number {
  return Math.ceil(fraction * n - 1e-9);
}

/**
 * Goes through the writers in random order and takes each that brings the number of images nearer to `wanted`; at least
 * one is taken and one is left.
 */
function drawWriters(writers: Uint16Array, images: Uint32Array, wanted: number, seed: number): Set<number> {
  const imagesOf = new Map<number, number>();
  for (const i of images) imagesOf.set(writers[i], (imagesOf.get(writers[i]) ?? 0) + 1);
  if (imagesOf.size < 2) {
    throw new DataError(`A split by writer needs at least 2 writers; these images have ${imagesOf.size}.`);
  }
  const order = shuffle([...imagesOf.keys()].sort((a, b) => a - b), stream(seed, "split", "writers"));
  const taken = new Set<number>();
  let missing = wanted;
  for (const writer of order) {
    const n = imagesOf.get(writer)!;
    if (2 * missing <= n || taken.size === imagesOf.size - 1) continue;
    taken.add(writer);
    missing -= n;
  }
  if (taken.size === 0) taken.add(order.reduce((a, b) => imagesOf.get(b)! < imagesOf.get(a)! ? b : a));
  return taken;
}

function checked(
  split: Split,
  train: Uint32Array,
  test: Uint32Array,
  all = train.length + test.length,
): TrainTest {
  if (train.length === 0 || test.length === 0) {
    throw new DataError(
      `A split needs an image in each part; ${
        formatSplit(split)
      } of ${all} images gives ${train.length} to train ` +
        `and ${test.length} to test on.`,
    );
  }
  return { train, test, leftOut: all - train.length - test.length };
}
