import { type Box, heightOf, widthOf } from "./box.ts";

/**
 * The size of a symbol in a picture, in pixels: the median over the boxes of the larger of height and 0.7 widths; dots
 * (no longer than 2.5 pen widths) do not count where there is anything else.
 */
export function symbolUnit(boxes: readonly Box[], pen: number): number {
  const sizes = boxes.map((box) => Math.max(heightOf(box), 0.7 * widthOf(box))).sort((a, b) => a - b);
  const larger = sizes.filter((size) => size > 2.5 * pen);
  const counted = larger.length > 0 ? larger : sizes;
  return counted[counted.length >> 1] ?? 1;
}

/** Where a part comes in reading order: by its left edge, of a wide part a little later. */
export function readingKey(box: Box, unit: number): number {
  return box.left + 0.3 * Math.min(widthOf(box), unit);
}
