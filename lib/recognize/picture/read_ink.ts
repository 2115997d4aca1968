import type { GreyImage, Ink } from "../../drawing/mod.ts";
import { darkInk } from "./dark_ink.ts";
import { flattenLight } from "./flatten_light.ts";
import { ReadingError } from "../reading_error.ts";
import { shadesOf } from "./shades.ts";
import { chooseThreshold, threshold } from "./threshold.ts";

/** A picture with a longer side or more pixels is refused: it would take seconds and gigabytes. */
export const LONGEST_SIDE = 8192, MOST_PIXELS = 32e6;

/** Least difference between the darkest and the brightest pixel, out of 255: below it there is nothing but paper. */
const LEAST_CONTRAST = 40;

/**
 * Which pixels of a picture are ink: dark on bright or bright on dark, in even or uneven light.
 *
 * @throws {ReadingError} if the picture is too large or of one shade.
 */
export function readInk(image: GreyImage): Ink {
  checkPicture(image);
  const dark = darkInk(image), chosen = chooseThreshold(dark);
  return threshold(chosen.kind === "otsu" ? dark : flattenLight(dark), chosen);
}

/** @throws {ReadingError} if a picture is too large or of one shade. */
export function checkPicture(image: GreyImage): void {
  const { width, height } = image;
  if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
    throw new ReadingError(
      `A picture may have at most ${LONGEST_SIDE} pixels a side, this has ${width} × ${height}.`,
    );
  }
  if (width * height > MOST_PIXELS) {
    throw new ReadingError(
      `A picture may have at most ${MOST_PIXELS / 1e6} million pixels, this has ${width} × ${height}.`,
    );
  }
  const { darkest, brightest } = shadesOf(image);
  if (brightest - darkest < LEAST_CONTRAST) {
    throw new ReadingError(
      `Nothing is written in this picture: its shades differ by ${
        Math.max(0, brightest - darkest)
      } of 255, ` +
        `ink and paper by at least ${LEAST_CONTRAST}.`,
    );
  }
}
