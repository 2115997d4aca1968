import { heightOf, widthOf } from "./box.ts";
import { drawStrokes } from "./draw_strokes.ts";
import type { GreyImage } from "./grey_image.ts";
import { boxOfStrokes, type Stroke } from "./stroke.ts";

/** Which pixels of a rectangle are ink. */
export interface Ink {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** width × height values, row by row: 1 is ink, 0 is paper. */
  readonly pixels: Uint8Array;
}

/** How strokes are put on paper. */
export interface InkDrawing {
  /** Pixels for each unit of the strokes. */
  readonly scale: number;
  /** Line width in pixels. */
  readonly penWidth: number;
}

/** A pixel is ink where a pen covers half of it. */
const INK = 128;

/** The ink of strokes drawn with a round pen, with a pixel of paper around. */
export function inkOf(strokes: readonly Stroke[], { scale, penWidth }: InkDrawing): Ink {
  const box = boxOfStrokes(strokes);
  const margin = penWidth / 2 + 1;
  const width = Math.ceil(scale * widthOf(box) + 2 * margin);
  const height = Math.ceil(scale * heightOf(box) + 2 * margin);
  const canvas: GreyImage = { pixels: new Uint8Array(width * height), width, height };
  const shiftX = margin - scale * box.left, shiftY = margin - scale * box.top;
  drawStrokes(canvas, strokes, { scale, shiftX, shiftY, radius: penWidth / 2 });
  return { width, height, pixels: canvas.pixels.map((value) => value >= INK ? 1 : 0) };
}
