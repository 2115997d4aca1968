/** A rectangle of pixels, y growing downward. */
export interface Box {
  /** Its first column. */
  readonly left: number;
  /** Its first row. */
  readonly top: number;
  /** One beyond its last column. */
  readonly right: number;
  /** One beyond its last row. */
  readonly bottom: number;
}

/** The number of columns a box covers, in pixels. */
export const widthOf = ({ left, right }: Box): number => right - left;

/** The number of rows a box covers, in pixels. */
export const heightOf = ({ top, bottom }: Box): number => bottom - top;

/** The x of a box's middle, in pixels. */
export const middleX = ({ left, right }: Box): number => (left + right) / 2;

/** The y of a box's middle, in pixels, growing downward. */
export const middleY = ({ top, bottom }: Box): number => (top + bottom) / 2;

/** The smallest box around all of `boxes`; at least one. */
export function boxAround(boxes: readonly Box[]): Box {
  let { left, top, right, bottom } = boxes[0];
  for (const box of boxes) {
    left = Math.min(left, box.left), top = Math.min(top, box.top);
    right = Math.max(right, box.right), bottom = Math.max(bottom, box.bottom);
  }
  return { left, top, right, bottom };
}
