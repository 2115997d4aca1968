import type { Dataset } from "./dataset.ts";
import { DataError } from "./source.ts";

/**
 * The names of the `n` most frequent classes, in the order of the data set's classes; of two equally frequent ones the
 * first counts as more frequent.
 *
 * @throws {DataError} `n` is not a whole number from 1 to the number of classes.
 */
export function frequentClasses({ labels, classes }: Dataset, n: number): string[] {
  if (!(Number.isInteger(n) && n >= 1 && n <= classes.length)) {
    throw new DataError(`Of ${classes.length} classes 1 to ${classes.length} can be kept; got ${n}.`);
  }
  const counts = new Uint32Array(classes.length);
  for (const label of labels) counts[label]++;
  const ranked = [...classes.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  const kept = new Set(ranked.slice(0, n));
  return classes.filter((_, label) => kept.has(label));
}
