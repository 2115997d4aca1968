import type { GreyImage } from "./grey_image.ts";
import { drawSegment } from "./segment.ts";
import type { Stroke } from "./stroke.ts";

/** Where and how strokes are drawn: a point (x, y) at (scale · x + shiftX, scale · y + shiftY). */
export interface StrokePlace {
  /** Pixels for each unit of the strokes. */
  readonly scale: number;
  /** In pixels. */
  readonly shiftX: number;
  /** In pixels. */
  readonly shiftY: number;
  /** Half the width of the lines, in pixels. */
  readonly radius: number;
}

/** Draws strokes as round-ended lines; ink over ink is as bright as the brighter of the two. */
export function drawStrokes(
  canvas: GreyImage,
  strokes: readonly Stroke[],
  { scale, shiftX, shiftY, radius }: StrokePlace,
): void {
  for (const stroke of strokes) {
    let x0 = scale * stroke[0] + shiftX, y0 = scale * stroke[1] + shiftY;
    if (stroke.length === 2) drawSegment(canvas, x0, y0, x0, y0, radius);
    for (let i = 2; i < stroke.length; i += 2) {
      const x1 = scale * stroke[i] + shiftX, y1 = scale * stroke[i + 1] + shiftY;
      drawSegment(canvas, x0, y0, x1, y1, radius);
      x0 = x1, y0 = y1;
    }
  }
}
