import type { GreyImage } from "../../drawing/mod.ts";

/** The darkest and the brightest value of a picture; 255 and 0 of one without pixels. */
export function shadesOf({ pixels }: GreyImage): { readonly darkest: number; readonly brightest: number } {
  let darkest = 255, brightest = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i] < darkest) darkest = pixels[i];
    if (pixels[i] > brightest) brightest = pixels[i];
  }
  return { darkest, brightest };
}
