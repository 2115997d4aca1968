import { type Box, type Ink, type PlacedInk, readingKey, symbolUnit } from "../../drawing/mod.ts";
import { greyMat, withMats } from "../picture/open_cv.ts";
import { ReadingError } from "../reading_error.ts";
import { sumOf } from "../../numbers/mod.ts";

/** A connected piece of ink. */
export interface Part extends PlacedInk {
  /** Pixels of ink. */
  readonly area: number;
  /** Length of its outer contour and those of its holes, in pixels. */
  readonly outline: number;
  /** Holes in it: 1 in a 0, 2 in an 8. */
  readonly holes: number;
  /** Of a piece of a part that may be several symbols touching: that part. */
  readonly whole?: Part;
}

/** The parts of a piece of a picture whose corner is that of `corner`. */
export function partsOf(ink: Ink, { left, top }: Box): Part[] {
  return findParts(ink).map((part) => ({
    ...part,
    box: {
      left: part.box.left + left,
      top: part.box.top + top,
      right: part.box.right + left,
      bottom: part.box.bottom + top,
    },
  }));
}

/** More pieces are no handwriting but the grain of a picture; they would only take time. */
const MOST_PARTS = 20_000;

/**
 * The connected pieces of ink, each from its outer contour and the contours of its holes (OpenCV's findContours with a
 * two-level hierarchy), in the order of their left edges.
 *
 * @throws {ReadingError} if there are more than 20,000, or their boxes cover the picture more than 8 times.
 */
export function findParts(ink: Ink): Part[] {
  return withMats((cv, keep) => {
    const source = keep(greyMat(cv, ink));
    const owners = keep(new cv.Mat());
    // The background counts as one.
    const pieces = cv.connectedComponents(source, owners, 8, cv.CV_32S) - 1;
    if (pieces > MOST_PARTS) {
      throw new ReadingError(
        `This picture has ${pieces} pieces of ink, writing at most ${MOST_PARTS}: it is of something else.`,
      );
    }
    const contours = keep(new cv.MatVector()), hierarchy = keep(new cv.Mat());
    cv.findContours(source, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_NONE);
    const count = contours.size();
    const shapes = Array.from({ length: count }, (_, i) => {
      const contour = contours.get(i);
      const { x, y, width, height } = cv.boundingRect(contour), [firstX, firstY] = contour.data32S;
      const shape = { x, y, width, height, points: contour.rows, owner: owners.intAt(firstY, firstX) };
      contour.delete();
      return shape;
    });
    checkCover(shapes, ink);
    const relatives = hierarchy.data32S, owner = owners.data32S;
    const parts = shapes.flatMap((shape, i): Part[] => {
      const [, , firstHole, parent] = relatives.subarray(4 * i, 4 * i + 4);
      if (parent >= 0) return [];
      let outline = shape.points, holes = 0;
      for (let hole = firstHole; hole >= 0; hole = relatives[4 * hole]) {
        outline += shapes[hole].points, holes++;
      }
      return [{ ...cutOut(shape, owner, ink.width), outline, holes }];
    });
    return parts.sort((a, b) => a.box.left - b.box.left);
  });
}

/** The boxes of all pieces cover the picture so often at most; a frame around an expression covers it twice. */
const MOST_COVERED = 8;

/** Each piece keeps the pixels of its box: hundreds of rings around each other would fill the memory. */
function checkCover(
  shapes: readonly Record<"width" | "height", number>[],
  { width, height }: Ink,
): void {
  const covered = sumOf(shapes, (shape) => shape.width * shape.height) / (width * height);
  if (covered > MOST_COVERED) {
    throw new ReadingError(
      `The ${shapes.length} outlines in this picture lie around each other: their boxes cover it ${
        Math.round(covered)
      } times, those of writing at most ${MOST_COVERED} times.`,
    );
  }
}

/** The ink of one owner in a rectangle. */
function cutOut(
  { x, y, width, height, owner }: Record<"x" | "y" | "width" | "height" | "owner", number>,
  owners: Int32Array,
  pageWidth: number,
) {
  const pixels = new Uint8Array(width * height);
  let area = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (owners[(y + row) * pageWidth + x + column] === owner) pixels[row * width + column] = 1, area++;
    }
  }
  return {
    box: { left: x, top: y, right: x + width, bottom: y + height },
    ink: { width, height, pixels },
    area,
  };
}

/** Parts in the order they are read in: by left edge, wide ones a little later. */
export function inReadingOrder(parts: readonly Part[]): Part[] {
  const unit = unitOf(parts);
  return parts.toSorted((a, b) => readingKey(a.box, unit) - readingKey(b.box, unit));
}

/** The size of a symbol among these parts, in pixels. */
export function unitOf(parts: readonly Part[]): number {
  return symbolUnit(parts.map(({ box }) => box), penWidth(parts));
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
