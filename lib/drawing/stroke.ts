import type { Box } from "./box.ts";

/** One stroke: x0, y0, x1, y1, … in any unit, y growing downward. A dot is a stroke of one point. */
export type Stroke = ArrayLike<number>;

/** Smallest and largest size of a coordinate other than zero; beyond them ink cannot be scaled to a picture. */
const LEAST = 1e-12, GREATEST = 1e12;

/** Whether a coordinate of a stroke can be drawn: a number neither too small nor too large. */
export function isCoordinate(value: unknown): value is number {
  if (typeof value !== "number") return false;
  return value === 0 || Math.abs(value) >= LEAST && Math.abs(value) <= GREATEST;
}

/** The box around the points of some strokes. */
export function boxOfStrokes(strokes: readonly Stroke[]): Box {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const points of strokes) {
    for (let i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]), right = Math.max(right, points[i]);
      top = Math.min(top, points[i + 1]), bottom = Math.max(bottom, points[i + 1]);
    }
  }
  return { left, top, right, bottom };
}
