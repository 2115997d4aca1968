import { type Box, heightOf, widthOf } from "./box.ts";

/** Longest dot, in pen widths. */
const DOT = 2.5;

/** The size of a symbol as a reader takes it: the larger of its height and 0.7 of its width. */
export function symbolSize(box: Box): number {
  return Math.max(heightOf(box), 0.7 * widthOf(box));
}

/**
 * The usual size of a symbol: the median over the boxes that are not left out, or over all boxes if every one would be
 * left out. It is 1 if there are no boxes or the median is 0.
 *
 * @param isLeftOut Whether a box, with its index, is not to count, because what is in it is always small.
 * @param sizeOf The size of a box.
 */
export function medianSize(
  boxes: readonly Box[],
  isLeftOut: (box: Box, index: number) => boolean,
  sizeOf: (box: Box) => number = symbolSize,
): number {
  const usual = boxes.filter((box, index) => !isLeftOut(box, index));
  const sizes = (usual.length > 0 ? usual : boxes).map(sizeOf).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] || 1;
}

/**
 * The size of a symbol in a picture whose symbols are not known yet. Dots, which are at most 2.5 pen widths long, count
 * only if there is nothing else.
 *
 * @param boxes Of the pieces of ink, in pixels.
 * @param pen The width of the pen, in pixels.
 * @returns The size, in pixels.
 */
export function symbolUnit(boxes: readonly Box[], pen: number): number {
  return medianSize(boxes, (box) => symbolSize(box) <= DOT * pen);
}

/** The key that sorts parts into reading order: the left edge, a little more for wide parts. */
export function readingKey(box: Box, unit: number): number {
  return box.left + 0.3 * Math.min(widthOf(box), unit);
}
