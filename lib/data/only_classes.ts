import { type Dataset, select } from "./dataset.ts";
import { DataError } from "./source.ts";

/**
 * The images of some classes, as a data set of these classes only: the images in the order that they had, their labels
 * renumbered.
 *
 * @param classes Names, no two alike, in the order of the new labels.
 * @throws {DataError} One of them is not a class of the data set.
 */
export function onlyClasses(dataset: Dataset, classes: readonly string[]): Dataset {
  const unknown = classes.find((name) => !dataset.classes.includes(name));
  if (unknown !== undefined) throw new DataError(`The data has no class "${unknown}".`);
  const newLabels = dataset.classes.map((name) => classes.indexOf(name));
  const indices = Array.from(dataset.labels.keys()).filter((i) => newLabels[dataset.labels[i]] >= 0);
  const chosen = select(dataset, indices);
  chosen.labels.forEach((label, i) => chosen.labels[i] = newLabels[label]);
  return { ...chosen, classes };
}
