/** Numbers of images: true classes × predicted classes. */
export type ConfusionMatrix = readonly Uint32Array[];

/**
 * Counts predictions by true and predicted class.
 *
 * @param truth The true class of each image.
 * @param predicted The predicted class of each image.
 * @param classCount Number of classes.
 * @returns classCount × classCount numbers of images: the row is the true class, the column the predicted one.
 * @throws {RangeError} There are no predictions or not one for each image, or a class is not 0 … classCount − 1.
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): ConfusionMatrix {
  if (truth.length !== predicted.length || truth.length === 0) {
    throw new RangeError(
      `Metrics need one prediction for each of at least one image, got ${predicted.length} predictions for ` +
        `${truth.length} images.`,
    );
  }
  const matrix = Array.from({ length: classCount }, () => new Uint32Array(classCount));
  for (let i = 0; i < truth.length; i++) {
    checkClass(truth[i], classCount), checkClass(predicted[i], classCount);
    matrix[truth[i]][predicted[i]]++;
  }
  return matrix;
}

/** The share of predictions that are right, 0 to 1; NaN of no predictions. */
export function accuracy(matrix: ConfusionMatrix): number {
  let right = 0, total = 0;
  matrix.forEach((row, label) => {
    right += row[label];
    for (const count of row) total += count;
  });
  return right / total;
}

function checkClass(index: number, classCount: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= classCount) {
    throw new RangeError(`A class must be a whole number from 0 to ${classCount - 1}, got ${index}.`);
  }
}
