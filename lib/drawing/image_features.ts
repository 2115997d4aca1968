import { IMAGE_SIZE } from "./image_size.ts";

/** Measures of how an image is written, whatever the symbol. */
export interface ImageFeatures {
  /** Line width in pixels: twice the ink's area over its outline's length. */
  readonly penWidth: number;
  /**
   * Horizontal shift for each unit of height, above 0 leaning to the right, from the ink's second moments. For
   * symbols wider than high it is the shift for each unit of width: how a flat symbol leans is chance. From −1 to 1.
   */
  readonly slant: number;
}

/** Measures an image; zeros where there is no ink. */
export function imageFeatures(pixels: Uint8Array): ImageFeatures {
  let area = 0, outline = 0, x1 = 0, y1 = 0, xx = 0, xy = 0, yy = 0;
  for (let y = 0, i = 0; y < IMAGE_SIZE; y++) {
    for (let x = 0; x < IMAGE_SIZE; x++, i++) {
      const value = pixels[i];
      const right = x + 1 < IMAGE_SIZE ? pixels[i + 1] : 0,
        below = y + 1 < IMAGE_SIZE ? pixels[i + IMAGE_SIZE] : 0;
      if (value === 0 && right === 0 && below === 0) continue;
      outline += Math.sqrt((right - value) ** 2 + (below - value) ** 2);
      area += value;
      x1 += x * value, y1 += y * value;
      xx += x * x * value, xy += x * y * value, yy += y * y * value;
    }
  }
  if (area === 0) return { penWidth: 0, slant: 0 };
  // All sums but the outline are whole numbers below 2⁵³ so far: the differences are exact.
  const varianceX = xx - x1 * x1 / area, varianceY = yy - y1 * y1 / area, covariance = xy - x1 * y1 / area;
  const slant = -covariance / Math.max(varianceX, varianceY, Number.MIN_VALUE);
  return { penWidth: 2 * area / outline, slant: Math.max(-1, Math.min(1, slant)) };
}
