import { allocateDataset, type Dataset, size } from "./dataset.ts";
import { DataError } from "./source.ts";

/**
 * Joins two data sets: the images of the first, then those of the second. No writer of one is taken for a writer of the
 * other. Writers and official split are kept only if both have them.
 *
 * @throws {DataError} The data sets have different classes.
 */
export function merge(first: Dataset, second: Dataset): Dataset {
  if (String(first.classes) !== String(second.classes)) {
    throw new DataError(
      `Data sets can only be joined if they have the same classes; the first has ${first.classes.length}, the second ` +
        `${second.classes.length} different ones.`,
    );
  }
  const writerNames = first.writerNames && second.writerNames &&
    [...first.writerNames, ...second.writerNames];
  const official = first.official !== undefined && second.official !== undefined;
  const n = size(first);
  const both = allocateDataset({
    n: n + size(second),
    classes: first.classes,
    writerNames,
    official,
    channels: first.channels,
  });
  both.images.set(first.images), both.images.set(second.images, first.images.length);
  both.labels.set(first.labels), both.labels.set(second.labels, n);
  if (both.writers) {
    both.writers.set(first.writers!);
    both.writers.set(second.writers!.map((writer) => writer + first.writerNames!.length), n);
  }
  if (both.official) both.official.set(first.official!), both.official.set(second.official!, n);
  return both;
}
