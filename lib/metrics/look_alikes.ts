import { LOOK_ALIKE_GROUPS } from "../symbols/mod.ts";
import type { ConfusionMatrix } from "./confusion.ts";
import { sum } from "../numbers/mod.ts";

/** Two classes taken for each other. */
export interface LookAlikePair {
  /** Index of the first class, the smaller of the two. */
  readonly first: number;
  /** Index of the second class. */
  readonly second: number;
  /** Images of the first class taken for the second. */
  readonly firstAsSecond: number;
  /** Images of the second class taken for the first. */
  readonly secondAsFirst: number;
  /** `firstAsSecond` and `secondAsFirst` together. */
  readonly confusions: number;
  /** `confusions` as a share of the images of the two classes, 0 to 1. */
  readonly rate: number;
}

/**
 * The pairs of classes taken for each other most often, worst first; pairs never confused are left out.
 *
 * @param matrix Numbers of images: true classes × predicted classes.
 * @param limit Most pairs returned.
 */
export function lookAlikePairs(matrix: ConfusionMatrix, limit = 20): LookAlikePair[] {
  const support = matrix.map(sum);
  const pairs: LookAlikePair[] = [];
  for (let first = 0; first < matrix.length; first++) {
    for (let second = first + 1; second < matrix.length; second++) {
      const firstAsSecond = matrix[first][second], secondAsFirst = matrix[second][first];
      const confusions = firstAsSecond + secondAsFirst;
      if (confusions === 0) continue;
      const rate = confusions / (support[first] + support[second]);
      pairs.push({ first, second, firstAsSecond, secondAsFirst, confusions, rate });
    }
  }
  return pairs.sort((a, b) => b.confusions - a.confusions || b.rate - a.rate).slice(0, limit);
}

/**
 * The number of the group of each class; classes of one group have the same number. A class in no group is a group of
 * its own.
 *
 * @param classes Class names in the order of the indices; groups may name classes that are not among them.
 */
export function groupNumbers(
  classes: readonly string[],
  groups: readonly (readonly string[])[] = LOOK_ALIKE_GROUPS,
): number[] {
  return classes.map((name, index) => {
    const group = groups.findIndex((members) => members.includes(name));
    return group < 0 ? groups.length + index : group;
  });
}

/**
 * The share of predictions, 0 to 1, whose class is in the group of the true class.
 *
 * @param matrix Numbers of images: true classes × predicted classes.
 * @param groupOf The number of the group of each class, as `groupNumbers` gives it.
 */
export function groupAccuracy(matrix: ConfusionMatrix, groupOf: readonly number[]): number {
  let right = 0, total = 0;
  matrix.forEach((row, label) =>
    row.forEach((count, predicted) => {
      total += count;
      if (groupOf[predicted] === groupOf[label]) right += count;
    })
  );
  return right / total;
}
