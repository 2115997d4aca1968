import { thin } from "../../drawing/mod.ts";
import { greyMat, withMats } from "../picture/open_cv.ts";
import { type Part, partsOf } from "./parts.ts";

/** Lines meet within so many pens; those that are shorter are none, and places as near are one. */
const REACH = 1.5;

/** Places looked at of a part; of a scribble with more there are too many to tell. */
const MOST_JUNCTIONS = 6;

/** Lines that meet at one place. More are no two symbols. */
const MOST_LINES = 4;

/**
 * Cuts where lines of ink meet: each line away from the others there, or two of four from the other two, where that
 * takes the part in two. The place itself stays with the others; of two and two both have it.
 *
 * @param pen Width of the pen, in pixels.
 */
export function cutsAtJunctions({ box, ink }: Part, pen: number): Part[][] {
  const { width, height, pixels } = ink;
  const lines = thin(ink).pixels;
  return junctionsOf(lines, width, 2 * REACH * pen).flatMap(({ x, y }) => {
    const meet = lines.map((_, at) =>
      Math.hypot(at % width - x, Math.floor(at / width) - y) <= REACH * pen ? 1 : 0
    );
    const apart = lines.map((value, at) => meet[at] ? 0 : value);
    const nearest = nearestLines(apart, width, height);
    const lengths = new Map<number, number>();
    apart.forEach((value, at) => value && lengths.set(nearest[at], (lengths.get(nearest[at]) ?? 0) + 1));
    const long = [...lengths].filter(([, length]) => length >= REACH * pen).map(([line]) => line);
    return sidesOf(long).map((side) =>
      [true, false].flatMap((own) => {
        const both = side.length > 1 || !own;
        const piece = pixels.map((value, at) =>
          meet[at] ? (both ? value : 0) : side.includes(nearest[at]) === own ? value : 0
        );
        return partsOf({ width, height, pixels: piece }, box);
      })
    );
  });
}

/** Pixels of thin lines with at least three neighbours, at least `distance` pixels apart. */
function junctionsOf(lines: Uint8Array, width: number, distance: number) {
  const found: { readonly x: number; readonly y: number }[] = [];
  lines.forEach((value, at) => {
    if (!value) return;
    const x = at % width, y = Math.floor(at / width);
    let neighbours = -1;
    for (let row = at - width; row <= at + width; row += width) {
      for (let dx = -1; dx <= 1; dx++) if (x + dx >= 0 && x + dx < width && lines[row + dx]) neighbours++;
    }
    if (neighbours >= 3 && found.every((other) => Math.hypot(other.x - x, other.y - y) > distance)) {
      found.push({ x, y });
    }
  });
  return found.length <= MOST_JUNCTIONS ? found : [];
}

/** Lines on one side of a cut, for each cut. */
function sidesOf(lines: readonly number[]): number[][] {
  if (lines.length < 2 || lines.length > MOST_LINES) return [];
  if (lines.length === 2) return [[lines[0]]];
  const single = lines.map((line) => [line]);
  return lines.length === 4 ? [...single, ...lines.slice(1).map((line) => [lines[0], line])] : single;
}

/** For each pixel the number of the connected line that is nearest to it. */
function nearestLines(lines: Uint8Array, width: number, height: number): Int32Array {
  if (!lines.includes(1)) return new Int32Array(lines.length);
  return withMats((cv, keep) => {
    const away = keep(greyMat(cv, { width, height, pixels: lines.map((value) => value ? 0 : 255) }));
    const distances = keep(new cv.Mat()), nearest = keep(new cv.Mat());
    cv.distanceTransformWithLabels(away, distances, nearest, cv.DIST_L2, cv.DIST_MASK_5, cv.DIST_LABEL_CCOMP);
    return nearest.data32S.slice();
  });
}
