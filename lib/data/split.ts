import { permutation, shuffle, stream } from "../random/mod.ts";
import { type Dataset, OFFICIAL, size } from "./dataset.ts";
import { misnamed, type NamedRow } from "../errors/mod.ts";
import { DataError } from "./source.ts";

/** How images are divided into those trained on and those tested on, as data: what a configuration holds. */
export type Split =
  | { readonly kind: "random"; readonly fraction: number }
  | { readonly kind: "writer"; readonly fraction: number }
  | { readonly kind: "official" };

/** Image indices to train and to test on, in random order; no index is in both. */
export interface TrainTest {
  /** Indices into the data set. */
  readonly train: Uint32Array;
  /** Indices into the data set. */
  readonly test: Uint32Array;
  /** Images in neither: those the official split names in neither of its parts. */
  readonly leftOut: number;
}

/** Share of the test images where none is said: the original's. */
const DEFAULT_FRACTION = 0.1;

/** What a split is called, and what it does: for messages. */
export const SPLITS: readonly NamedRow[] = [
  ["random:F", "images drawn at random"],
  ["writer:F", "all images of writers drawn at random"],
  ["official", "as the makers of the data divided it"],
];

/**
 * Reads a split as the command line has it: `random`, `random:0.1`, `writer`, `writer:0.2`, `official`. The number is
 * the share tested on, 0.1 where none is said.
 *
 * @throws {DataError} Any other text.
 */
export function parseSplit(text: string): Split {
  if (text === "official") return { kind: "official" };
  const [, kind, number] = /^(random|writer)(?::(.*))?$/.exec(text) ?? [];
  const fraction = number === undefined ? DEFAULT_FRACTION : Number(number || NaN);
  if (kind && fraction > 0 && fraction < 1) return { kind: kind as "random" | "writer", fraction };
  throw new DataError(misnamed("split", text, SPLITS, "with F between 0 and 1 the share tested on"));
}

/** A split as `parseSplit` reads it. */
export function formatSplit(split: Split): string {
  return split.kind === "official" ? "official" : `${split.kind}:${split.fraction}`;
}

/**
 * Draws `n` images without replacement.
 *
 * @returns Their indices, in the order drawn.
 * @throws {DataError} More than there are, or not a whole number of at least 1.
 */
export function sample(dataset: Dataset, n: number, seed: number): Uint32Array {
  if (!Number.isInteger(n) || n < 1) {
    throw new DataError(`A sample is a whole number of images, at least 1; got ${n}.`);
  }
  if (n > size(dataset)) {
    throw new DataError(
      `A sample is at most the whole data set: ${n} images asked for, ${size(dataset)} there.`,
    );
  }
  return permutation(size(dataset), stream(seed, "sample")).slice(0, n);
}

/**
 * Divides images into a training and a test set.
 *
 * - `random`: a plain seeded shuffle, as the original's; the share is of all images, not of each label's.
 * - `writer`: whole writers, drawn at random, are tested on, about the share of the images in all. Nobody's hand is in
 *   both parts, so the accuracy is that on the writing of a stranger.
 * - `official`: the two parts the data set's makers named.
 *
 * @param seed The same seed divides the same.
 * @param among Only these images, for example a sample; default all.
 * @throws {DataError} The data set has no writers, or no official split, or one part would be empty.
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
          "A split by writer needs to know who wrote what, and this data set does not; ink and crohme do.",
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
      if (!official) throw new DataError("This data set has no official split; crohme has.");
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

/** Rounded up, as scikit-learn's train_test_split; the small number keeps 0.1 × 70 from becoming 8. */
function share(fraction: number, n: number): number {
  return Math.ceil(fraction * n - 1e-9);
}

/**
 * Writers in random order, each taken if the images then are nearer to `wanted` than without; at least one is taken
 * and one left.
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
      `A split needs an image on each side; ${
        formatSplit(split)
      } of ${all} images gives ${train.length} to train ` +
        `and ${test.length} to test on.`,
    );
  }
  return { train, test, leftOut: all - train.length - test.length };
}
