import { type Dataset, image } from "./dataset.ts";
import { SIGNATURE_LENGTH, signatureMaker } from "./signature.ts";
import type { TrainTest } from "./split.ts";

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

/** So many values of each signature are compared first, all at once: they rule out most pairs. */
const HEAD = 8;

/**
 * Finds images that are, identical or nearly so, on both sides of a split. Near: the cosine of the two images'
 * signatures (blurred, centred on their ink) is at least 0.99. The search is exact, not by hashing: signatures are
 * sorted by the value that varies most, so only those within reach of it are compared, and a comparison ends as soon
 * as the distance is too large.
 *
 * Plain strokes (`-`, `1`, `(`) of different people are near-repeats too; only what a random split has beyond a split
 * by writer is leakage.
 */
export function findRepeats(dataset: Dataset, { train, test }: Pick<TrainTest, "train" | "test">): Repeats {
  const repeats = { train: new Uint8Array(train.length), test: new Uint8Array(test.length) };
  const trainSignatures = signatures(dataset, train), testSignatures = signatures(dataset, test);
  const order = byVariance(trainSignatures);
  const key = (i: number) => trainSignatures[i * SIGNATURE_LENGTH + order[0]];
  const sorted = Uint32Array.from(train.keys()).sort((a, b) => key(a) - key(b) || a - b);
  const keys = Float32Array.from(sorted, key);
  const reordered = arrange(trainSignatures, sorted, order);
  const heads = Float32Array.from(
    { length: HEAD * train.length },
    (_, i) => reordered[Math.floor(i / HEAD) * SIGNATURE_LENGTH + i % HEAD],
  );
  const queries = arrange(testSignatures, test.keys(), order);
  const reach = Math.sqrt(NEAR_DISTANCE2);
  for (let t = 0; t < test.length; t++) {
    const query = queries.subarray(t * SIGNATURE_LENGTH, (t + 1) * SIGNATURE_LENGTH);
    const end = firstAbove(keys, query[0] + reach);
    for (let s = firstAbove(keys, query[0] - reach); s < end; s++) {
      let distance2 = 0;
      for (let k = 0, at = s * HEAD; k < HEAD; k++, at++) {
        const difference = heads[at] - query[k];
        distance2 += difference * difference;
      }
      if (distance2 > NEAR_DISTANCE2) continue;
      const known = repeats.train[sorted[s]] !== REPEAT.none && repeats.test[t] !== REPEAT.none;
      if (known && distance2 > 0) continue;
      for (let k = HEAD, at = s * SIGNATURE_LENGTH + HEAD; k < SIGNATURE_LENGTH; k++, at++) {
        const difference = reordered[at] - query[k];
        distance2 += difference * difference;
        if (distance2 > NEAR_DISTANCE2) break;
      }
      if (distance2 > NEAR_DISTANCE2) continue;
      const same = distance2 === 0 && equal(image(dataset, train[sorted[s]]), image(dataset, test[t]));
      const kind = same ? REPEAT.identical : REPEAT.near;
      repeats.train[sorted[s]] = Math.max(repeats.train[sorted[s]], kind);
      repeats.test[t] = Math.max(repeats.test[t], kind);
    }
  }
  return repeats;
}

/** Counts them. */
export function countRepeats({ train, test }: Repeats): RepeatCounts {
  const count = (values: Uint8Array, kind: number) =>
    values.reduce((n, value) => n + Number(value === kind), 0);
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
  indices.forEach((from, i) => signatureOf(image(dataset, from), all, i * SIGNATURE_LENGTH));
  return all;
}

/** The positions within a signature, the most varying first: those tell images apart soonest. */
function byVariance(signatures: Float32Array): Uint32Array {
  const n = signatures.length / SIGNATURE_LENGTH;
  const variance = Float64Array.from({ length: SIGNATURE_LENGTH }, (_, k) => {
    let sum = 0, squares = 0;
    for (let at = k; at < signatures.length; at += SIGNATURE_LENGTH) {
      sum += signatures[at], squares += signatures[at] ** 2;
    }
    return squares / n - (sum / n) ** 2;
  });
  return Uint32Array.from(variance.keys()).sort((a, b) => variance[b] - variance[a] || a - b);
}

function arrange(signatures: Float32Array, rows: Iterable<number>, order: Uint32Array): Float32Array {
  const arranged = new Float32Array(signatures.length);
  let at = 0;
  for (const row of rows) {
    for (const k of order) arranged[at++] = signatures[row * SIGNATURE_LENGTH + k];
  }
  return arranged;
}

/** The first position in a rising array whose value is at least `value`. */
function firstAbove(sorted: Float32Array, value: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, i) => value === b[i]);
}
