import { normal, type Random } from "../../random/mod.ts";
import { heightOf, widthOf } from "../../drawing/mod.ts";
import { boxOf, type Glyph, type GlyphStroke } from "./glyph.ts";
import type { WriterStyle } from "./writer_style.ts";

/** Largest logarithm of the factor on the length of a stroke's end: with more, letters would turn into others. */
const OVERSHOOT_LIMIT = 0.8;

/**
 * The path of the pen along a glyph: curves as polylines, corners cut or sharp, ends too short or too long, hooks, dots.
 * The glyph is moved and scaled so that its longer side is 1 and its centre the origin.
 */
export function trace(glyph: Glyph, style: WriterStyle, random: Random): number[][] {
  const box = boxOf(glyph), width = widthOf(box), height = heightOf(box);
  const size = Math.max(width, height) || 1;
  const centreX = box.left + width / 2, centreY = box.top + height / 2;
  const strokes: number[][] = [];
  for (const { points, corners } of glyph) {
    const dx = style.looseness * normal(random), dy = style.looseness * normal(random);
    const placed = points.map((value, i) => (value - (i % 2 ? centreY : centreX)) / size + (i % 2 ? dy : dx));
    if (placed.length === 2) {
      strokes.push(dot(placed[0], placed[1], style, random));
      continue;
    }
    const stroke = bowed({ points: placed, corners }, style, random);
    const line = curve(overshot(stroke, style, random), style, random);
    hook(line, style, random);
    strokes.push(line);
  }
  return joined(strokes, style, random);
}

/** Catmull–Rom splines between corners. */
function curve({ points, corners }: GlyphStroke, style: WriterStyle, random: Random): number[] {
  const n = points.length / 2;
  const sharp = corners.map((corner) => corner && random() >= style.cutCorners);
  const line = [points[0], points[1]];
  for (let i = 0; i + 1 < n; i++) {
    const before = i > 0 && !sharp[i] ? i - 1 : i, after = i + 2 < n && !sharp[i + 1] ? i + 2 : i + 1;
    const x0 = points[2 * before], x1 = points[2 * i], x2 = points[2 * i + 2], x3 = points[2 * after];
    const y0 = points[2 * before + 1], y1 = points[2 * i + 1];
    const y2 = points[2 * i + 3], y3 = points[2 * after + 1];
    const steps = Math.max(1, Math.round(Math.hypot(x2 - x1, y2 - y1) / style.sampling));
    for (let k = 1; k <= steps; k++) {
      const t = k / steps;
      line.push(spline(x0, x1, x2, x3, t), spline(y0, y1, y2, y3, t));
    }
  }
  return line;
}

function spline(p0: number, p1: number, p2: number, p3: number, t: number): number {
  return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
}

/** Makes a stroke's first and last pieces longer or shorter. */
function overshot({ points, corners }: GlyphStroke, { overshoot }: WriterStyle, random: Random): GlyphStroke {
  const moved = [...points], last = points.length - 2;
  for (const [end, inner] of [[0, 2], [last, last - 2]]) {
    const factor = Math.exp(
      Math.max(-OVERSHOOT_LIMIT, Math.min(OVERSHOOT_LIMIT, overshoot * normal(random))),
    );
    moved[end] = points[inner] + factor * (points[end] - points[inner]);
    moved[end + 1] = points[inner + 1] + factor * (points[end + 1] - points[inner + 1]);
  }
  return { points: moved, corners };
}

/** Bends a straight stroke a little. */
function bowed(stroke: GlyphStroke, { bow }: WriterStyle, random: Random): GlyphStroke {
  if (stroke.points.length !== 4) return stroke;
  const [x0, y0, x1, y1] = stroke.points;
  const by = bow * normal(random);
  return {
    points: [x0, y0, (x0 + x1) / 2 - by * (y1 - y0), (y0 + y1) / 2 + by * (x1 - x0), x1, y1],
    corners: [false, false, false],
  };
}

/** Sometimes adds a hook at an end, where the pen was still moving from or to another place. */
function hook(line: number[], { hooks }: WriterStyle, random: Random): void {
  if (random() < hooks) {
    const [x, y] = beyond(line[0], line[1], line[2], line[3], random);
    line.unshift(x, y);
  }
  if (random() < hooks) {
    const n = line.length;
    line.push(...beyond(line[n - 2], line[n - 1], line[n - 4], line[n - 3], random));
  }
}

function beyond(x: number, y: number, innerX: number, innerY: number, random: Random): [number, number] {
  const side = random() < 0.5 ? -1 : 1;
  const angle = Math.atan2(innerY - y, innerX - x) + side * (0.4 + 1.2 * random());
  const length = 0.04 + 0.08 * random();
  return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
}

function dot(x: number, y: number, style: WriterStyle, random: Random): number[] {
  switch (style.dot) {
    case "point":
      return [x, y];
    case "tick": {
      const angle = 2 * Math.PI * random(), length = 0.02 + 0.08 * random();
      return [x, y, x + length * Math.cos(angle), y + length * Math.sin(angle)];
    }
    case "circle": {
      const radius = 0.015 + 0.03 * random();
      return Array.from({ length: 9 }, (_, i) => [
        x + radius * Math.cos(i * Math.PI / 4),
        y + radius * Math.sin(i * Math.PI / 4),
      ]).flat();
    }
    default:
      return style.dot satisfies never;
  }
}

/** Joins some strokes to the next, as when the pen stays on the paper. */
function joined(strokes: number[][], { joins }: WriterStyle, random: Random): number[][] {
  const kept: number[][] = [];
  for (const stroke of strokes) {
    if (kept.length > 0 && random() < joins) kept[kept.length - 1].push(...stroke);
    else kept.push(stroke);
  }
  return kept;
}
