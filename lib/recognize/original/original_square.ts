import { allocateDataset, type Dataset, picture, size } from "../../data/portable.ts";
import { IMAGE_BYTES, IMAGE_SIZE, type Ink } from "../../drawing/mod.ts";
import { inkOfGroup } from "../parts/ink_of_group.ts";
import { greyMat, withMats } from "../picture/open_cv.ts";
import { findParts } from "../parts/parts.ts";
import { threshold } from "../picture/threshold.ts";

/** So much paper the original leaves around a piece of ink, in pixels. */
const PADDING = 3;

/**
 * What the original's way shows its network of a piece of ink: with three pixels of paper around it, squeezed to
 * 45 × 45 whatever its aspect.
 *
 * @returns 45 × 45 grey values, ink bright.
 */
export function originalSquare(ink: Ink): Uint8Array {
  return withMats((cv, keep) => {
    const source = keep(greyMat(cv, { ...ink, pixels: ink.pixels.map((value) => 255 * value) }));
    const padded = keep(new cv.Mat()), resized = keep(new cv.Mat());
    const paper = new cv.Scalar(0);
    cv.copyMakeBorder(source, padded, PADDING, PADDING, PADDING, PADDING, cv.BORDER_CONSTANT, paper);
    cv.resize(padded, resized, new cv.Size(IMAGE_SIZE, IMAGE_SIZE), 0, 0, cv.INTER_AREA);
    return new Uint8Array(resized.data);
  });
}

/**
 * A data set of symbols cut as the original's way cuts them out of a picture, to train its network on: ink by Otsu's
 * threshold, all of a symbol in one square. Labels and writers stay; a picture without ink gives an empty square.
 * OpenCV must have been started.
 */
export function originalSquares(dataset: Dataset): Dataset {
  const { classes, labels, writers, writerNames } = dataset;
  const squares = allocateDataset({ n: size(dataset), classes, writerNames });
  squares.labels.set(labels);
  if (writers) squares.writers!.set(writers);
  for (let i = 0; i < size(dataset); i++) {
    const ink = inkIn(picture(dataset, i));
    if (ink) squares.images.set(originalSquare(ink), i * IMAGE_BYTES);
  }
  return squares;
}

/** All ink of a picture, within the box around it. */
function inkIn(bright: Uint8Array): Ink | undefined {
  const pixels = bright.map((value) => 255 - value);
  const parts = findParts(threshold({ width: IMAGE_SIZE, height: IMAGE_SIZE, pixels }, { kind: "otsu" }));
  if (parts.length === 0) return undefined;
  const boxes = parts.map(({ box }) => box);
  return inkOfGroup(parts, {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  });
}
