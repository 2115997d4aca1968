import type { GreyImage, Ink } from "../../drawing/mod.ts";
import { greyMat, withMats } from "./open_cv.ts";

/** How ink is told from paper: one value for the picture (Otsu's), or one for each neighbourhood. */
export type Threshold = { readonly kind: "otsu" } | { readonly kind: "adaptive" };

/** Side of the neighbourhoods, as a share of the picture's shorter side. */
const NEIGHBOURHOOD = 0.15;
/**
 * How much darker than its neighbourhood's mean ink is, as shares of half the contrast of the picture: everywhere, and
 * somewhere in each piece of it, which grain of paper and camera seldom is.
 */
const DARKER = 0.5, DARKEST = 1;
/** Deviation in pixels of the Gaussian that smooths grain before. */
const GRAIN = 1;

/** Which pixels of a picture of dark ink are ink. */
export function threshold(image: GreyImage, { kind }: Threshold): Ink {
  const { width, height } = image;
  return withMats((cv, keep) => {
    const source = keep(greyMat(cv, image)), ink = keep(new cv.Mat());
    if (kind === "otsu") {
      cv.threshold(source, ink, 0, 1, cv.THRESH_BINARY_INV | cv.THRESH_OTSU);
    } else {
      const side = 2 * Math.max(1, Math.round(Math.min(width, height) * NEIGHBOURHOOD / 2)) + 1;
      const smooth = keep(new cv.Mat()), core = keep(new cv.Mat()), pieces = keep(new cv.Mat());
      cv.GaussianBlur(source, smooth, new cv.Size(0, 0), GRAIN);
      const contrast = paperOf(image, 0, 0, 1) -
        cv.threshold(smooth, ink, 0, 1, cv.THRESH_BINARY | cv.THRESH_OTSU);
      const darker = (mask: typeof ink, share: number) =>
        cv.adaptiveThreshold(
          smooth,
          mask,
          1,
          cv.ADAPTIVE_THRESH_MEAN_C,
          cv.THRESH_BINARY_INV,
          side,
          share * contrast,
        );
      darker(ink, DARKER);
      darker(core, DARKEST);
      cv.connectedComponents(ink, pieces);
      const kept = new Set<number>();
      pieces.data32S.forEach((piece, i) => core.data[i] && kept.add(piece));
      return {
        width,
        height,
        pixels: ink.data.map((value, i) => value && kept.has(pieces.data32S[i]) ? 1 : 0),
      };
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
function paperOf({ width, height, pixels }: GreyImage, row: number, column: number, cells = 3): number {
  const histogram = new Uint32Array(256);
  const bottom = Math.ceil(height * (row + 1) / cells), right = Math.ceil(width * (column + 1) / cells);
  let count = 0;
  for (let y = Math.floor(height * row / cells); y < bottom; y++) {
    for (let x = Math.floor(width * column / cells); x < right; x++) {
      histogram[pixels[y * width + x]]++, count++;
    }
  }
  let value = 0;
  for (let below = histogram[0]; below < 0.9 * count; below += histogram[++value]);
  return value;
}
