import type { ConfusionMatrix } from "./confusion.ts";
import { sum, sumOf } from "../numbers/mod.ts";

/** Precision, recall and F1, each 0 to 1 (or their means), and the number of images they were measured on. */
export interface ClassScore {
  /** Of the images taken for the class, the share that are of it; 0 where none was. */
  readonly precision: number;
  /** Of the images of the class, the share taken for it; 0 where there is none. */
  readonly recall: number;
  /** Harmonic mean of precision and recall; 0 where both are. */
  readonly f1: number;
  /** Images of the class. */
  readonly support: number;
}

/** The score of every class, in the order of the classes: scikit-learn's, with `zero_division=0`. */
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

/** The mean of the scores, each class weighted by its support: scikit-learn's `average="weighted"`. */
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
