import { type Dataset, picture } from "../dataset.ts";
import { SIGNATURE_LENGTH, signatureMaker } from "./signature.ts";
import { indexSignatures, visitPairs } from "./signature_index.ts";
import type { TrainTest } from "../split.ts";

/** How an image repeats one of the other part of the split: not at all, nearly, or byte by byte. */
export const REPEAT = { none: 0, near: 1, identical: 2 } as const;

/** Which images of a split repeat one of its other part, whatever their labels. */
export interface Repeats {
  /** For each training image, in the order of the split, a value of `REPEAT`. */
  readonly train: Uint8Array;
  /** For each test image, in the order of the split, a value of `REPEAT`. */
  readonly test: Uint8Array;
}

/** Numbers of images that repeat one of the other part. */
export interface RepeatCounts {
  /** Test images that are in the training set, byte by byte. */
  readonly testIdentical: number;
  /** Further test images with a near-repeat in the training set. */
  readonly testNear: number;
  /** Training images that are in the test set, byte by byte. */
  readonly trainIdentical: number;
  /** Further training images with a near-repeat in the test set. */
  readonly trainNear: number;
}

/**
 * Signatures with at least this cosine are near-repeats. Chosen by looking at pairs of CROHME: down to 0.99 two images
 * look like the same drawing at first sight, at 0.98 they look different. After JPEG, noise or a shift by a pixel nine
 * images in ten stay above 0.99, with another pen width about half.
 */
const NEAR_COSINE = 0.99;

/** The squared distance between two vectors of length 1 with the cosine `NEAR_COSINE`. */
const NEAR_DISTANCE2 = 2 - 2 * NEAR_COSINE;

/**
 * Finds images that are in both parts of a split, identical or nearly so: two images are near-repeats if the cosine of
 * their signatures (blurred, centred on their ink) is at least 0.99. The search is exact, not by hashing.
 *
 * Plain strokes (`-`, `1`, `(`) of different people are near-repeats too: only the near-repeats that a random split has
 * beyond those of a split by writer are leakage.
 *
 * @param testData The data set of the `test` indices; default `dataset`.
 */
export function findRepeats(
  dataset: Dataset,
  { train, test }: Pick<TrainTest, "train" | "test">,
  testData: Dataset = dataset,
): Repeats {
  const repeats = { train: new Uint8Array(train.length), test: new Uint8Array(test.length) };
  const index = indexSignatures(signatures(dataset, train));
  const queries = indexSignatures(signatures(testData, test), index.positions);
  const both = (i: number, t: number) => repeats.train[i] !== REPEAT.none && repeats.test[t] !== REPEAT.none;
  visitPairs(
    index,
    queries,
    NEAR_DISTANCE2,
    // Two images that are both known to repeat something are compared only if they may be identical.
    (i, t, distance2) => distance2 === 0 || !both(i, t),
    (i, t, distance2) => {
      const same = distance2 === 0 && equal(picture(dataset, train[i]), picture(testData, test[t]));
      const kind = same ? REPEAT.identical : REPEAT.near;
      repeats.train[i] = Math.max(repeats.train[i], kind);
      repeats.test[t] = Math.max(repeats.test[t], kind);
    },
  );
  return repeats;
}

/** Counts the repeated images of a split. */
export function countRepeats({ train, test }: Repeats): RepeatCounts {
  const count = (values: Uint8Array, kind: number) => values.filter((value) => value === kind).length;
  return {
    testIdentical: count(test, REPEAT.identical),
    testNear: count(test, REPEAT.near),
    trainIdentical: count(train, REPEAT.identical),
    trainNear: count(train, REPEAT.near),
  };
}

/**
 * The split without the training images that repeat a test image; the test images stay as they are.
 *
 * @param repeats The repeats of this split, found by `findRepeats`.
 * @param which Removes only identical images, or near-repeats as well.
 */
export function withoutRepeats(split: TrainTest, repeats: Repeats, which: "identical" | "near"): TrainTest {
  const train = split.train.filter((_, i) => repeats.train[i] < REPEAT[which]);
  return { ...split, train, leftOut: split.leftOut + split.train.length - train.length };
}

function signatures(dataset: Dataset, indices: Uint32Array): Float32Array {
  const all = new Float32Array(indices.length * SIGNATURE_LENGTH);
  const signatureOf = signatureMaker();
  indices.forEach((from, i) => signatureOf(picture(dataset, from), all, i * SIGNATURE_LENGTH));
  return all;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, i) => value === b[i]);
}
