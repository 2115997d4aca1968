import type { GreyImage } from "../../drawing/mod.ts";
import { greyMat, withMats } from "./open_cv.ts";

/** Side of the squares the paper's brightness is looked for in, as a share of the picture's shorter side. */
const NEIGHBOURHOOD = 0.15;
/** The paper is looked for in a picture shrunk to about this many pixels a side: it changes slowly. */
const COARSE = 200;

/**
 * Takes uneven light and shadows out of a picture of dark ink: each pixel is divided by the brightness of the paper around it, found as the
 * brightest of its neighbourhood, smoothed.
 */
export function flattenLight(image: GreyImage): GreyImage {
  const { width, height } = image;
  return withMats((cv, keep) => {
    const source = keep(greyMat(cv, image));
    const scale = Math.min(1, COARSE / Math.min(width, height));
    const small = keep(new cv.Mat());
    const size = new cv.Size(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    cv.resize(source, small, size, 0, 0, cv.INTER_AREA);
    const side = 2 * Math.round(Math.min(size.width, size.height) * NEIGHBOURHOOD / 2) + 1;
    const square = keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(side, side)));
    const paper = keep(new cv.Mat());
    cv.morphologyEx(small, paper, cv.MORPH_CLOSE, square);
    cv.blur(paper, paper, new cv.Size(side, side));
    const full = keep(new cv.Mat());
    cv.resize(paper, full, new cv.Size(width, height), 0, 0, cv.INTER_LINEAR);
    const flat = keep(new cv.Mat());
    cv.divide(source, full, flat, 255);
    return { width, height, pixels: new Uint8Array(flat.data) };
  });
}
