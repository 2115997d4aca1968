import type { Ink } from "../data/mod.ts";
import type { Box } from "./box.ts";
import { greyMat, withMats } from "./open_cv.ts";
import { readingKey, symbolUnit } from "./symbol_unit.ts";

/** A connected piece of ink. */
export interface Part {
  /** Where it is. */
  readonly box: Box;
  /** Its own ink within its box; ink of others there is left out. */
  readonly ink: Ink;
  /** Pixels of ink. */
  readonly area: number;
  /** Length of its outer contour and those of its holes, in pixels. */
  readonly outline: number;
  /** Holes in it: 1 in a 0, 2 in an 8. */
  readonly holes: number;
}

/**
 * The connected pieces of ink, each from its outer contour and the contours of its holes (OpenCV's findContours with a
 * two-level hierarchy), in the order of their left edges.
 */
export function findParts(ink: Ink): Part[] {
  const { width, height } = ink;
  return withMats((cv, keep) => {
    const contours = keep(new cv.MatVector()), hierarchy = keep(new cv.Mat());
    cv.findContours(keep(greyMat(cv, ink)), contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_NONE);
    const canvas = keep(new cv.Mat(height, width, cv.CV_8UC1, new cv.Scalar(0)));
    const parts: Part[] = [];
    const outlineOf = (contour: number) => {
      const mat = contours.get(contour);
      const points = mat.rows;
      mat.delete();
      return points;
    };
    for (let i = 0; i < contours.size(); i++) {
      const [, , child, parent] = hierarchy.data32S.subarray(4 * i, 4 * i + 4);
      if (parent >= 0) continue;
      const contour = contours.get(i);
      const { x, y, width: w, height: h } = cv.boundingRect(contour);
      contour.delete();
      let outline = outlineOf(i), holes = 0;
      for (let hole = child; hole >= 0; hole = hierarchy.data32S[4 * hole]) {
        outline += outlineOf(hole), holes++;
      }
      cv.drawContours(canvas, contours, i, new cv.Scalar(1), cv.FILLED, cv.LINE_8, hierarchy, 1);
      const drawn = canvas.data, pixels = new Uint8Array(w * h);
      let area = 0;
      for (let row = 0; row < h; row++) {
        for (let column = 0; column < w; column++) {
          const at = (y + row) * width + x + column;
          if (drawn[at] === 0) continue;
          drawn[at] = 0;
          pixels[row * w + column] = 1, area++;
        }
      }
      parts.push({
        box: { left: x, top: y, right: x + w, bottom: y + h },
        ink: { width: w, height: h, pixels },
        area,
        outline,
        holes,
      });
    }
    return parts.sort((a, b) => a.box.left - b.box.left);
  });
}

/** Parts in the order they are read in: by left edge, wide ones a little later. */
export function inReadingOrder(parts: readonly Part[]): Part[] {
  const unit = symbolUnit(parts.map(({ box }) => box), penWidth(parts));
  return parts.toSorted((a, b) => readingKey(a.box, unit) - readingKey(b.box, unit));
}

/** The width of the pen: twice the ink over the length of its outlines, the median over the larger half of the parts. */
export function penWidth(parts: readonly Part[]): number {
  const larger = parts.toSorted((a, b) => b.outline - a.outline).slice(0, Math.ceil(parts.length / 2));
  const widths = larger.map(({ area, outline }) => 2 * area / outline).sort((a, b) => a - b);
  return widths[widths.length >> 1] ?? 1;
}

/** A speck has less ink than this share of the pen's width squared; the smallest dot, a pen set down once, has 0.79. */
const SPECK = 0.4;

/** The parts without specks of dirt and noise. */
export function withoutSpecks(parts: readonly Part[]): Part[] {
  const smallest = SPECK * penWidth(parts) ** 2;
  return parts.filter(({ area }) => area >= smallest);
}
