import { IMAGE_SIZE } from "./dataset.ts";

/** Measures of how an image is written, whatever the symbol. */
export interface ImageFeatures {
  /** Line width in pixels: twice the ink's area over its outline's length. */
  readonly penWidth: number;
  /**
   * Horizontal shift for each unit of height, above 0 leaning to the right, from the ink's second moments; of symbols
   * wider than high for each unit of width, as a flat one's lean is chance. From −1 to 1.
   */
  readonly slant: number;
}

/** Measures an image; zeros where there is no ink. */
export function imageFeatures(pixels: Uint8Array): ImageFeatures {
  let area = 0, outline = 0, sumX = 0, sumY = 0;
  const at = (x: number, y: number) => x < IMAGE_SIZE && y < IMAGE_SIZE ? pixels[y * IMAGE_SIZE + x] : 0;
  for (let y = 0; y < IMAGE_SIZE; y++) {
    for (let x = 0; x < IMAGE_SIZE; x++) {
      const value = at(x, y);
      area += value, sumX += x * value, sumY += y * value;
      outline += Math.hypot(at(x + 1, y) - value, at(x, y + 1) - value);
    }
  }
  if (area === 0) return { penWidth: 0, slant: 0 };
  const centreX = sumX / area, centreY = sumY / area;
  let xx = 0, xy = 0, yy = 0;
  for (let y = 0; y < IMAGE_SIZE; y++) {
    for (let x = 0; x < IMAGE_SIZE; x++) {
      xx += at(x, y) * (x - centreX) ** 2;
      xy += at(x, y) * (x - centreX) * (y - centreY);
      yy += at(x, y) * (y - centreY) ** 2;
    }
  }
  return { penWidth: 2 * area / outline, slant: -xy / Math.max(xx, yy, 1e-9) };
}
