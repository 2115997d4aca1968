import { normal, type Random } from "../../random/mod.ts";
import { heightOf, widthOf } from "../../drawing/mod.ts";
import { boxOf, type Glyph } from "./glyph.ts";

/** A point nearer to its neighbours than this, as a share of the glyph's size, moves less. */
const ROOM = 0.3;

/**
 * Moves every point by a normally distributed distance, whose standard deviation is `deviation` of the glyph's size. Points
 * of a narrow glyph move less sideways, and points close together move less.
 */
export function jittered(glyph: Glyph, deviation: number, random: Random): Glyph {
  const box = boxOf(glyph), width = widthOf(box), height = heightOf(box);
  const size = Math.max(width, height);
  const across = deviation * (0.4 * size + 0.6 * width), down = deviation * (0.4 * size + 0.6 * height);
  return glyph.map(({ points, corners }) => ({
    points: points.map((value, i) =>
      value + crowding(points, i >> 1, size) * (i % 2 ? down : across) * normal(random)
    ),
    corners,
  }));
}

/** 1 where a point is far from its neighbours, towards 0 where they are near. */
function crowding(points: readonly number[], i: number, size: number): number {
  const distance = (j: number) =>
    Math.hypot(points[2 * j] - points[2 * i], points[2 * j + 1] - points[2 * i + 1]);
  const before = i > 0 ? distance(i - 1) : Infinity,
    after = 2 * i + 2 < points.length ? distance(i + 1) : Infinity;
  return Math.min(1, Math.min(before, after) / (ROOM * size));
}
