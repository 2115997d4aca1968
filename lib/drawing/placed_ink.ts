import type { Canvas } from "./segment.ts";

/** Where on a picture something is and which pixels are its ink. */
export interface PlacedInk {
  /** The leftmost column of its ink. */
  readonly left: number;
  /** The uppermost row of its ink. */
  readonly top: number;
  /** Columns of its ink; 0 where it has none. */
  readonly width: number;
  /** Rows of its ink; 0 where it has none. */
  readonly height: number;
  /** width × height values: 1 where its pen covers at least half of the pixel. */
  readonly ink: Uint8Array;
}

/**
 * The ink of a canvas whose corner lies at (left, top) of a page, without the free pixels around it.
 *
 * @param canvas Ink bright: ink is what is at least 128.
 */
export function croppedInk({ pixels, width, height }: Canvas, left: number, top: number): PlacedInk {
  let x0 = width, y0 = height, x1 = -1, y1 = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[y * width + x] < 128) continue;
      x0 = Math.min(x0, x), x1 = Math.max(x1, x);
      y0 = Math.min(y0, y), y1 = Math.max(y1, y);
    }
  }
  const columns = Math.max(0, x1 - x0 + 1), rows = Math.max(0, y1 - y0 + 1);
  const ink = new Uint8Array(columns * rows);
  for (let i = 0; i < ink.length; i++) {
    const y = y0 + Math.floor(i / columns), x = x0 + i % columns;
    ink[i] = pixels[y * width + x] >= 128 ? 1 : 0;
  }
  return { left: left + x0, top: top + y0, width: columns, height: rows, ink };
}
