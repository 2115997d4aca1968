import { type Box, heightOf, middleY, widthOf } from "../../drawing/mod.ts";
import type { Shape } from "../../symbols/mod.ts";

/** What a box says of the line a symbol stands on. */
export interface LineFit {
  /** Where the line's axis is, on which a minus stands: pixels from the picture's top. */
  readonly axis: number;
  /** Height of a capital letter of this line, in pixels. */
  readonly size: number;
  /** How much the size says: 1 for letters and digits, 0 where a symbol can have any size. */
  readonly weight: number;
}

/**
 * The line a symbol of this shape and box would stand on. In units of a capital's height the axis is 0.4
 * above the baseline, small letters are 0.6 high, tails hang 0.4 down, an operator is 0.5 wide.
 */
export function fitLine(shape: Shape, box: Box, unit: number): LineFit {
  const height = heightOf(box), width = widthOf(box);
  switch (shape) {
    case "ascender":
      return { axis: box.bottom - 0.45 * height, size: height, weight: 1 };
    case "x_height":
      return { axis: box.bottom - 0.55 * height, size: height / 0.6, weight: 1 };
    case "descender":
      return { axis: box.top + 0.3 * height, size: height, weight: 1 };
    case "operator":
      return { axis: middleY(box), size: Math.max(width, height) / 0.7, weight: 0.3 };
    case "minus":
      return { axis: middleY(box), size: width / 0.7, weight: 0.1 };
    case "tall":
      return { axis: middleY(box), size: height / 1.3, weight: 0.2 };
    case "big":
      return { axis: middleY(box), size: height / 1.4, weight: 0.2 };
    case "root":
    case "fraction":
      return { axis: middleY(box), size: unit, weight: 0 };
    case "dots":
      return { axis: middleY(box), size: width, weight: 0.1 };
    case "low":
    case "high":
      return { axis: middleY(box), size: unit, weight: 0 };
    default:
      throw new Error(`unknown shape: ${shape satisfies never}`);
  }
}
