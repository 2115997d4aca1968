import { IMAGE_SIZE } from "./dataset.ts";

/** One stroke: x0, y0, x1, y1, … in any unit, y growing downward. A dot is a stroke of one point. */
export type Stroke = ArrayLike<number>;

/** How strokes become pixels. */
export interface Pen {
  /** Line width in pixels; default 2 (the Kaggle set's ink is 1 to 3). */
  readonly width?: number;
  /** Free pixels between the ink and the edge; default 1. */
  readonly margin?: number;
}

/**
 * Draws strokes into a 45 × 45 image: the aspect is kept, the longer side fills the image less its margins,
 * the ink is centred, lines are round-ended and antialiased by their distance to each pixel's centre.
 *
 * @param strokes At least one stroke of at least one point.
 * @param out Receives 45 × 45 grey values from `offset`, ink bright; written over.
 */
export function rasterize(strokes: readonly Stroke[], out: Uint8Array, offset = 0, pen: Pen = {}): void {
  const { width = 2, margin = 1 } = pen;
  const pixels = out.subarray(offset, offset + IMAGE_SIZE * IMAGE_SIZE).fill(0);
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      left = Math.min(left, stroke[i]), right = Math.max(right, stroke[i]);
      top = Math.min(top, stroke[i + 1]), bottom = Math.max(bottom, stroke[i + 1]);
    }
  }
  const room = IMAGE_SIZE - 2 * margin - width;
  const extent = Math.max(right - left, bottom - top);
  const scale = extent > 0 ? room / extent : 0;
  const shiftX = IMAGE_SIZE / 2 - scale * (left + right) / 2;
  const shiftY = IMAGE_SIZE / 2 - scale * (top + bottom) / 2;
  for (const stroke of strokes) {
    let x0 = scale * stroke[0] + shiftX, y0 = scale * stroke[1] + shiftY;
    if (stroke.length === 2) drawSegment(pixels, x0, y0, x0, y0, width / 2);
    for (let i = 2; i < stroke.length; i += 2) {
      const x1 = scale * stroke[i] + shiftX, y1 = scale * stroke[i + 1] + shiftY;
      drawSegment(pixels, x0, y0, x1, y1, width / 2);
      x0 = x1, y0 = y1;
    }
  }
}

/** A round-ended line: each pixel keeps the brightest coverage, radius + ½ − distance within [0, 1]. */
function drawSegment(
  pixels: Uint8Array,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
): void {
  const reach = radius + 0.5;
  const dx = x1 - x0, dy = y1 - y0;
  const inverseLength2 = dx || dy ? 1 / (dx * dx + dy * dy) : 0;
  const firstX = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const lastX = Math.min(IMAGE_SIZE - 1, Math.floor(Math.max(x0, x1) + reach));
  const firstY = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const lastY = Math.min(IMAGE_SIZE - 1, Math.floor(Math.max(y0, y1) + reach));
  for (let y = firstY; y <= lastY; y++) {
    const py = y + 0.5 - y0;
    for (let x = firstX; x <= lastX; x++) {
      const px = x + 0.5 - x0;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * inverseLength2));
      const ex = px - along * dx, ey = py - along * dy;
      const distance2 = ex * ex + ey * ey;
      if (distance2 >= reach * reach) continue;
      const value = Math.round(255 * Math.min(1, reach - Math.sqrt(distance2)));
      const at = y * IMAGE_SIZE + x;
      if (value > pixels[at]) pixels[at] = value;
    }
  }
}
