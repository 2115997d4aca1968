import { type Dataset, picture } from "../dataset.ts";
import { SIGNATURE_LENGTH, signatureMaker } from "./signature.ts";
import { indexSignatures, visitPairs } from "./signature_index.ts";
import type { TrainTest } from "../split.ts";

/** How an image repeats one on the other side of the split. */
export const REPEAT = { none: 0, near: 1, identical: 2 } as const;

/** Which images of a split repeat one on its other side, whatever their labels. */
export interface Repeats {
  /** For each training image, in the order of the split, a value of `REPEAT`. */
  readonly train: Uint8Array;
  /** For each test image, in the order of the split, a value of `REPEAT`. */
  readonly test: Uint8Array;
}

/** How many images repeat one on the other side. */
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
 * Signatures with at least this cosine are near-repeats. Found by looking at pairs of CROHME: down to 0.99 one takes
 * two images for the same drawing at first sight, at 0.98 one sees two. JPEG, noise and a shift by a pixel stay above
 * 0.99 for nine images in ten, and another pen width for about half.
 */
const NEAR_COSINE = 0.99;

/** The squared distance between vectors of length 1 with that cosine. */
const NEAR_DISTANCE2 = 2 - 2 * NEAR_COSINE;

/**
 * Finds images that are, identical or nearly so, on both sides of a split. Near: the cosine of the two images'
 * signatures (blurred, centred on their ink) is at least 0.99. The search is exact, not by hashing.
 *
 * Plain strokes (`-`, `1`, `(`) of different people are near-repeats too; only what a random split has beyond a split
 * by writer is leakage.
 *
 * @param testData What `test` are indices of, where it is another data set.
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
    // Two images known to repeat something already are only worth a look if they may be identical.
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

/** Counts them. */
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
 * The split without the training images that repeat a test image; the test set stays as it is.
 *
 * @param repeats Of this split.
 * @param which Only identical ones, or near-repeats as well.
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
