import type { Box } from "./box.ts";
import type { GreyImage } from "./grey_image.ts";

/**
 * The box around the pixels of a picture whose value is at least `least`. Where there are none it is empty and lies at
 * the lower right corner.
 */
export function inkBox({ pixels, width, height }: GreyImage, least: number): Box {
  let left = width, top = height, right = 0, bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[y * width + x] < least) continue;
      left = Math.min(left, x), right = Math.max(right, x + 1);
      top = Math.min(top, y), bottom = Math.max(bottom, y + 1);
    }
  }
  return { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) };
}
