import { type Box, heightOf, widthOf } from "./box.ts";
import type { GreyImage } from "./grey_image.ts";
import { inkBox } from "./ink_box.ts";
import type { Ink } from "./ink_mask.ts";

/** Where on a picture something is and which pixels are its ink. */
export interface PlacedInk {
  /** Where it is; without width or height where it has no ink. */
  readonly box: Box;
  /** Its ink within its box; ink of others there is left out. */
  readonly ink: Ink;
}

/** A pixel is ink where a pen covers half of it. */
const INK = 128;

/**
 * The ink of a picture whose corner lies at (left, top) of a page, without the free pixels around it.
 *
 * @param picture Ink bright: ink is what is at least 128.
 */
export function croppedInk(picture: GreyImage, left: number, top: number): PlacedInk {
  const own = inkBox(picture, INK);
  const width = widthOf(own), height = heightOf(own), pixels = new Uint8Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const y = own.top + Math.floor(i / width), x = own.left + i % width;
    pixels[i] = picture.pixels[y * picture.width + x] >= INK ? 1 : 0;
  }
  const box = {
    left: left + own.left,
    top: top + own.top,
    right: left + own.right,
    bottom: top + own.bottom,
  };
  return { box, ink: { width, height, pixels } };
}
