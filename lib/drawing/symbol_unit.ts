import { type Box, heightOf, widthOf } from "./box.ts";

/** Dots are no longer than so many pen widths. */
const DOT = 2.5;

/** The size of a symbol as a reader takes it: the larger of its height and 0.7 of its width. */
export function symbolSize(box: Box): number {
  return Math.max(heightOf(box), 0.7 * widthOf(box));
}

/**
 * The usual size of a symbol: the median over those boxes that are not left out, over all where all would be; 1 where
 * they have no size.
 *
 * @param isLeftOut Whether the box of an index is of something small by nature, which says nothing of the size of symbols.
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
 * The size of a symbol in a picture where no symbol is known yet: dots, which are no longer than 2.5 pen widths, do not
 * count where there is anything else.
 *
 * @param boxes Of the pieces of ink, in pixels.
 * @param pen The width of the pen, in pixels.
 * @returns The size, in pixels.
 */
export function symbolUnit(boxes: readonly Box[], pen: number): number {
  return medianSize(boxes, (box) => symbolSize(box) <= DOT * pen);
}

/** Where a part comes in reading order: by its left edge, of a wide part a little later. */
export function readingKey(box: Box, unit: number): number {
  return box.left + 0.3 * Math.min(widthOf(box), unit);
}
