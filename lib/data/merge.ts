import { allocateDataset, type Dataset, size } from "./dataset.ts";
import { DataError } from "./source.ts";

/**
 * Two data sets as one: the images of the first, then those of the second, their writers told apart. What only one
 * of them knows (writers, an official split) is lost.
 *
 * @throws {DataError} They have other classes.
 */
export function merge(first: Dataset, second: Dataset): Dataset {
  if (String(first.classes) !== String(second.classes)) {
    throw new DataError(
      `Data can be put together where the classes are the same; there are ${first.classes.length} and ` +
        `${second.classes.length} others.`,
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
