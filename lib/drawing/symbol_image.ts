import { IMAGE_BYTES, IMAGE_SIZE } from "./image_size.ts";
import type { Ink } from "./ink_mask.ts";
import { drawSegment } from "./segment.ts";
import { thin } from "./thin.ts";

/** In pixels, the same as the defaults of `rasterize`, so that both kinds of images look alike. */
const PEN_WIDTH = 2, MARGIN = 1;

/** Ink with a longer side is shrunk before it is thinned: in 45 pixels nobody would see the difference. In pixels. */
const LONGEST_SIDE = 90;

/**
 * Ink no longer than this many pen widths is a mark and is drawn smaller than the image, so that a dot stays a dot and a
 * comma does not become a slash.
 */
const MARK = 7;

/**
 * Draws ink as the reader's network sees it, whatever its size and pen: it is thinned to its middle lines, and these are
 * drawn with a pen of 2 pixels, centred, in the same aspect, the longer side filling the image but for the margins.
 *
 * @param ink At least one pixel of ink; without any the image is black.
 * @param out Receives 45 × 45 grey values, every `step`-th from `offset`, ink bright; written over.
 */
export function symbolImage(ink: Ink, out: Uint8Array, offset = 0, step = 1): void {
  const pixels = new Uint8Array(IMAGE_BYTES);
  const { x, y, links, penWidth } = lines(shrunk(ink));
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i]), right = Math.max(right, x[i]);
    top = Math.min(top, y[i]), bottom = Math.max(bottom, y[i]);
  }
  const extent = Math.max(right - left, bottom - top, MARK * penWidth);
  const scale = (IMAGE_SIZE - 2 * MARGIN - PEN_WIDTH) / extent;
  const shiftX = IMAGE_SIZE / 2 - scale * (left + right) / 2;
  const shiftY = IMAGE_SIZE / 2 - scale * (top + bottom) / 2;
  const canvas = { pixels, width: IMAGE_SIZE, height: IMAGE_SIZE };
  const draw = (a: number, b: number) =>
    drawSegment(
      canvas,
      scale * x[a] + shiftX,
      scale * y[a] + shiftY,
      scale * x[b] + shiftX,
      scale * y[b] + shiftY,
      PEN_WIDTH / 2,
    );
  const alone = new Uint8Array(x.length).fill(1);
  for (let i = 0; i < links.length; i += 2) {
    draw(links[i], links[i + 1]);
    alone[links[i]] = alone[links[i + 1]] = 0;
  }
  alone.forEach((yes, i) => yes && draw(i, i));
  for (let i = 0; i < IMAGE_BYTES; i++) out[offset + step * i] = pixels[i];
}

/** The middle lines of ink as strokes, in its pixels. */
export function linesOf(ink: Ink): number[][] {
  const factor = Math.ceil(Math.max(ink.width, ink.height) / LONGEST_SIDE);
  const { x, y, links } = lines(shrunk(ink));
  const at = (i: number) => [factor * (x[i] + 0.5), factor * (y[i] + 0.5)];
  const strokes: number[][] = [];
  const alone = new Uint8Array(x.length).fill(1);
  for (let i = 0; i < links.length; i += 2) {
    strokes.push([...at(links[i]), ...at(links[i + 1])]);
    alone[links[i]] = alone[links[i + 1]] = 0;
  }
  alone.forEach((yes, i) => yes && strokes.push(at(i)));
  return strokes;
}

/** The middle lines of ink. */
interface Lines {
  /** The x and y of each point, in pixels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Pairs of points that a line goes between: a0, b0, a1, b1, … */
  readonly links: readonly number[];
  /** The mean width of the ink. */
  readonly penWidth: number;
}

function lines(ink: Ink): Lines {
  const { width, height, pixels } = thin(ink);
  const number = new Int32Array(width * height).fill(-1);
  const xs: number[] = [], ys: number[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (pixels[at]) number[at] = xs.length, xs.push(x), ys.push(y);
    }
  }
  const links: number[] = [];
  let length = 0;
  const link = (from: number, dx: number, dy: number) => {
    const x = xs[from] + dx, y = ys[from] + dy;
    if (x < 0 || x >= width || y >= height) return;
    const to = number[y * width + x];
    if (to < 0) return;
    // The two sides of the corner connect these points already.
    if (dx && dy && (number[ys[from] * width + x] >= 0 || number[y * width + xs[from]] >= 0)) return;
    links.push(from, to);
    length += Math.hypot(dx, dy);
  };
  for (let i = 0; i < xs.length; i++) link(i, 1, 0), link(i, -1, 1), link(i, 0, 1), link(i, 1, 1);
  const x = Float64Array.from(xs), y = Float64Array.from(ys);
  smooth(x, links), smooth(y, links);
  return { x, y, links, penWidth: penWidthOf(areaOf(ink), length) };
}

/** Pixels of ink. */
function areaOf({ pixels }: Ink): number {
  let area = 0;
  for (let i = 0; i < pixels.length; i++) area += pixels[i];
  return area;
}

/** The pen's width w, when a line of a length, round at its ends, has the area length · w + π w² / 4. */
function penWidthOf(area: number, length: number): number {
  return 2 * (Math.sqrt(length * length + Math.PI * area) - length) / Math.PI;
}

/** Smooths the steps that pixels make in a line: twice, each point moves halfway to the middle of its two neighbours. */
function smooth(places: Float64Array, links: readonly number[]): void {
  for (let time = 0; time < 2; time++) {
    const sum = new Float64Array(places.length), neighbours = new Uint8Array(places.length);
    for (let i = 0; i < links.length; i += 2) {
      const a = links[i], b = links[i + 1];
      sum[a] += places[b], sum[b] += places[a];
      neighbours[a]++, neighbours[b]++;
    }
    for (let i = 0; i < places.length; i++) {
      if (neighbours[i] === 2) places[i] = places[i] / 2 + sum[i] / 4;
    }
  }
}

/** Ink whose longer side is at most `LONGEST_SIDE`: blocks of pixels with any ink become a pixel of ink. */
function shrunk(ink: Ink): Ink {
  const factor = Math.ceil(Math.max(ink.width, ink.height) / LONGEST_SIDE);
  if (factor === 1) return ink;
  const width = Math.ceil(ink.width / factor), height = Math.ceil(ink.height / factor);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < ink.height; y++) {
    const to = Math.floor(y / factor) * width, from = y * ink.width;
    for (let x = 0; x < ink.width; x++) {
      if (ink.pixels[from + x]) pixels[to + Math.floor(x / factor)] = 1;
    }
  }
  return { width, height, pixels };
}
