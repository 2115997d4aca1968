import type { Ink } from "../data/mod.ts";
import type { GreyImage } from "./grey_image.ts";
import { greyMat, withMats } from "./open_cv.ts";

/** How ink is told from paper: one value for the picture (Otsu's), or one for each neighbourhood. */
export type Threshold = { readonly kind: "otsu" } | { readonly kind: "adaptive" };

/** Side of the neighbourhoods, as a share of the picture's shorter side, and how much darker ink is than their mean. */
const NEIGHBOURHOOD = 0.15, DARKER = 15;

/** Which pixels of a picture of dark ink are ink. */
export function threshold(image: GreyImage, { kind }: Threshold): Ink {
  const { width, height } = image;
  return withMats((cv, keep) => {
    const source = keep(greyMat(cv, image)), ink = keep(new cv.Mat());
    if (kind === "otsu") {
      cv.threshold(source, ink, 0, 1, cv.THRESH_BINARY_INV | cv.THRESH_OTSU);
    } else {
      const side = 2 * Math.max(1, Math.round(Math.min(width, height) * NEIGHBOURHOOD / 2)) + 1;
      cv.adaptiveThreshold(source, ink, 1, cv.ADAPTIVE_THRESH_MEAN_C, cv.THRESH_BINARY_INV, side, DARKER);
    }
    return { width, height, pixels: new Uint8Array(ink.data) };
  });
}

/** Darkest share of the paper's brightness that Otsu's one value can still cope with. */
const EVEN = 0.8;

/**
 * The threshold a picture needs: Otsu's for a scan or a drawing, adaptive for a photograph, told by how much the darkest
 * corner of the paper differs from the brightest.
 */
export function chooseThreshold(image: GreyImage): Threshold {
  const brightest = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => paperOf(image, row, column)));
  return { kind: Math.min(...brightest) < EVEN * Math.max(...brightest) ? "adaptive" : "otsu" };
}

/** The brightness that nine tenths of the pixels of a ninth of the picture do not exceed. */
function paperOf({ width, height, pixels }: GreyImage, row: number, column: number): number {
  const histogram = new Uint32Array(256);
  const bottom = Math.ceil(height * (row + 1) / 3), right = Math.ceil(width * (column + 1) / 3);
  let count = 0;
  for (let y = Math.floor(height * row / 3); y < bottom; y++) {
    for (let x = Math.floor(width * column / 3); x < right; x++) histogram[pixels[y * width + x]]++, count++;
  }
  let value = 0;
  for (let below = histogram[0]; below < 0.9 * count; below += histogram[++value]);
  return value;
}
