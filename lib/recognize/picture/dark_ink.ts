import type { GreyImage } from "../../drawing/mod.ts";
import { shadesOf } from "./shades.ts";

/**
 * The picture with dark ink on bright paper: inverted if more of its border is darker than the middle between its
 * darkest and brightest values than brighter. (Writing seldom reaches the border; a blackboard does.)
 */
export function darkInk(image: GreyImage): GreyImage {
  const { width, height, pixels } = image;
  const { darkest, brightest } = shadesOf(image);
  const middle = (darkest + brightest) / 2;
  let dark = 0, count = 0;
  const look = (x: number, y: number) => {
    if (pixels[y * width + x] < middle) dark++;
    count++;
  };
  for (let x = 0; x < width; x++) look(x, 0), look(x, height - 1);
  for (let y = 0; y < height; y++) look(0, y), look(width - 1, y);
  return dark * 2 <= count ? image : { width, height, pixels: pixels.map((value) => 255 - value) };
}
