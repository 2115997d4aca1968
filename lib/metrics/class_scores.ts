import type { ConfusionMatrix } from "./confusion.ts";
import { sum, sumOf } from "../numbers/mod.ts";

/** Precision, recall and F1, each 0 to 1 (of one class, or means over classes), and the number of images. */
export interface ClassScore {
  /** The share of right ones among the images taken for the class; 0 if none was. */
  readonly precision: number;
  /** The share of the images of the class that were taken for it; 0 if there is none. */
  readonly recall: number;
  /** Harmonic mean of precision and recall; 0 if both are 0. */
  readonly f1: number;
  /** Number of images of the class. */
  readonly support: number;
}

/** The scores of every class, in the order of the classes, as scikit-learn computes them with `zero_division=0`. */
export function classScores(matrix: ConfusionMatrix): ClassScore[] {
  return matrix.map((row, label) => {
    const right = row[label];
    const support = sum(row);
    const taken = sumOf(matrix, (other) => other[label]);
    return {
      precision: right / Math.max(1, taken),
      recall: right / Math.max(1, support),
      f1: 2 * right / Math.max(1, taken + support),
      support,
    };
  });
}

/** The means of the scores, each class weighted by its number of images: scikit-learn's `average="weighted"`. */
export function weightedScore(scores: readonly ClassScore[]): ClassScore {
  const support = sumOf(scores, (score) => score.support);
  const weighted = (of: (score: ClassScore) => number) =>
    sumOf(scores, (score) => score.support * of(score)) / support;
  return {
    precision: weighted((score) => score.precision),
    recall: weighted((score) => score.recall),
    f1: weighted((score) => score.f1),
    support,
  };
}

/**
 * The accuracy to expect where the classes are as frequent as in `counts`, such as on images like a client's own: the
 * mean recall, each class weighted by its count. Classes of which no image was tested are left out; NaN if none is left.
 *
 * @param counts For each class, in the order of the scores, how many images of it there are.
 */
export function expectedAccuracy(scores: readonly ClassScore[], counts: ArrayLike<number>): number {
  const weights = scores.map(({ support }, label) => support > 0 ? counts[label] : 0);
  return sum(scores.map(({ recall }, label) => weights[label] * recall)) / sum(weights);
}
