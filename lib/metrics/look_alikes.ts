import { LOOK_ALIKE_GROUPS } from "../symbols/mod.ts";
import type { ConfusionMatrix } from "./confusion.ts";
import { sum } from "../numbers/mod.ts";

/** Two classes taken for each other. */
export interface LookAlikePair {
  /** Index of the one class, the smaller. */
  readonly first: number;
  /** Index of the other. */
  readonly second: number;
  /** Images of the first class taken for the second. */
  readonly firstAsSecond: number;
  /** Images of the second class taken for the first. */
  readonly secondAsFirst: number;
  /** Both of these together. */
  readonly confusions: number;
  /** `confusions` over the images of the two classes, 0 to 1. */
  readonly rate: number;
}

/** The pairs of classes taken for each other most often, worst first; pairs never confused are left out. */
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
 * The group of each class, as a number: equal numbers, one group. A class in no group is one by itself.
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

/** The share of predictions, 0 to 1, whose class is in the true class's group. */
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
