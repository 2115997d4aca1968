import { hfmath } from "hfmath";
import { heightOf, widthOf } from "../../drawing/mod.ts";
import { boxOf, type Glyph } from "./glyph.ts";

/** Points nearer than this to the line between their neighbours are left out; a share of the glyph's size. */
const TOLERANCE = 0.04;

/** A turn by more than this is a corner, in radians. */
const CORNER = 1;

/** A glyph of the Hershey fonts that hfmath draws for a piece of LaTeX, reduced to the points that make its shape. */
export function hersheyGlyph(latex: string): Glyph {
  const lines = new hfmath(latex).polylines({ SCALE_X: 10, SCALE_Y: 10 }).filter(({ length }) => length > 0);
  const box = boxOf(lines.map((line) => ({ points: line.flat() })));
  const tolerance = TOLERANCE * Math.max(widthOf(box), heightOf(box));
  return lines.map((line) => {
    const kept = thinned(line, tolerance);
    return { points: kept.flat(), corners: kept.map((_, i) => turn(kept, i) > CORNER) };
  });
}

/** Leaves out points of a line that is nearly straight there, by the Ramer–Douglas–Peucker algorithm. */
function thinned(line: readonly number[][], tolerance: number): readonly number[][] {
  const [x0, y0] = line[0], [x1, y1] = line[line.length - 1];
  const length = Math.hypot(x1 - x0, y1 - y0);
  let farthest = 0, most = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const [x, y] = line[i];
    const distance = length > 0
      ? Math.abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length
      : Math.hypot(x - x0, y - y0);
    if (distance > most) farthest = i, most = distance;
  }
  if (most <= tolerance) return line.length > 1 ? [line[0], line[line.length - 1]] : line;
  return [
    ...thinned(line.slice(0, farthest + 1), tolerance),
    ...thinned(line.slice(farthest), tolerance).slice(1),
  ];
}

/** By how much the line turns at a point, in radians; 0 at its ends. */
function turn(line: readonly number[][], i: number): number {
  if (i === 0 || i === line.length - 1) return 0;
  const [[x0, y0], [x1, y1], [x2, y2]] = [line[i - 1], line[i], line[i + 1]];
  const angle = Math.atan2(y2 - y1, x2 - x1) - Math.atan2(y1 - y0, x1 - x0);
  return Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle)));
}
