import { heightOf, widthOf } from "./box.ts";
import { IMAGE_SIZE } from "./image_size.ts";
import { drawStrokes } from "./draw_strokes.ts";
import { boxOfStrokes, type Stroke } from "./stroke.ts";

/** The widest pen, in pixels: a wider one turns images of 45 × 45 into blots. */
export const WIDEST_PEN = 10;

/** How strokes become pixels. */
export interface Pen {
  /** Line width in pixels; default 2 (the Kaggle set's ink is 1 to 3). */
  readonly width?: number;
  /** Free pixels between the ink and the edge; default 1. */
  readonly margin?: number;
}

/**
 * Draws strokes into a 45 × 45 image: the aspect is kept, the longer side fills the image but for the margins,
 * the ink is centred, lines are round-ended and antialiased by their distance to each pixel's centre.
 *
 * @param strokes At least one stroke of at least one point.
 * @param out Receives 45 × 45 grey values from `offset`, ink bright; written over.
 */
export function rasterize(strokes: readonly Stroke[], out: Uint8Array, offset = 0, pen: Pen = {}): void {
  const { width = 2, margin = 1 } = pen;
  const pixels = out.subarray(offset, offset + IMAGE_SIZE * IMAGE_SIZE).fill(0);
  const canvas = { pixels, width: IMAGE_SIZE, height: IMAGE_SIZE };
  const box = boxOfStrokes(strokes), boxWidth = widthOf(box), boxHeight = heightOf(box);
  const room = IMAGE_SIZE - 2 * margin - width;
  const extent = Math.max(boxWidth, boxHeight);
  const scale = extent > 0 ? room / extent : 0;
  const shiftX = IMAGE_SIZE / 2 - scale * (box.left + boxWidth / 2);
  const shiftY = IMAGE_SIZE / 2 - scale * (box.top + boxHeight / 2);
  drawStrokes(canvas, strokes, { scale, shiftX, shiftY, radius: width / 2 });
}
