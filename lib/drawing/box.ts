/**
 * A rectangle, y growing downward. Column i of a picture lies between x = i and i + 1: the right edge of some pixels is
 * one beyond their last column, the left edge is their first.
 */
export interface Box {
  /** The least x. */
  readonly left: number;
  /** The least y. */
  readonly top: number;
  /** The greatest x. */
  readonly right: number;
  /** The greatest y. */
  readonly bottom: number;
}

/** The width of a box, from its left edge to its right one. */
export const widthOf = ({ left, right }: Box): number => right - left;

/** The height of a box, from its top edge to its bottom one. */
export const heightOf = ({ top, bottom }: Box): number => bottom - top;

/** The x of a box's middle. */
export const middleX = ({ left, right }: Box): number => (left + right) / 2;

/** The y of a box's middle, growing downward. */
export const middleY = ({ top, bottom }: Box): number => (top + bottom) / 2;

/**
 * The smallest box around all of `boxes`.
 *
 * @param boxes At least one.
 */
export function boxAround(boxes: readonly Box[]): Box {
  let { left, top, right, bottom } = boxes[0];
  for (const box of boxes) {
    left = Math.min(left, box.left), top = Math.min(top, box.top);
    right = Math.max(right, box.right), bottom = Math.max(bottom, box.bottom);
  }
  return { left, top, right, bottom };
}
