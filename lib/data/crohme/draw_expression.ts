import {
  type Box,
  boxOfStrokes,
  croppedInk,
  drawStrokes,
  type GreyImage,
  heightOf,
  type PlacedInk,
  type Stroke,
  widthOf,
} from "../../drawing/mod.ts";
import { DataError } from "../source.ts";
import type { Expression } from "./expression.ts";

/** Options of `drawExpression`. */
export interface Drawing {
  /**
   * The median, over the symbols, of the longer side of a symbol's strokes, in pixels; default 40 (5 mm of paper
   * scanned at 200 dots an inch). CROHME's units differ from set to set, this does not.
   */
  readonly symbolSize?: number;
  /** Line width in pixels, at least 1.5 (a thinner dot may cover no pixel by half); default 3. */
  readonly penWidth?: number;
  /** Width of the margin around the ink, in pixels; default half of `symbolSize`. */
  readonly margin?: number;
}

/** A symbol in a picture. Symbols share pixels where their strokes cross. */
export interface DrawnSymbol extends PlacedInk {
  /** Its true name as written in the file: `\times`, `x`, `COMMA`; null for strokes that belong to no symbol. */
  readonly raw: string | null;
  /** Its label among the 82, or null. */
  readonly label: string | null;
}

/** A grey picture of an expression, with its true symbols. */
export interface DrawnExpression {
  /** Dark ink on white: 0 is black, 255 white. A pixel is below 128 exactly where a symbol has ink. */
  readonly image: GreyImage;
  /** Its symbols with strokes, in the order of the expression; all strokes without a symbol come last, as one. */
  readonly symbols: readonly DrawnSymbol[];
}

/** Longest side of a drawing, in pixels: a stray dot far away must not make a picture of gigabytes. */
const LONGEST_SIDE = 6000;

/** Most pixels that the boxes of all symbols and all lines of their strokes may cover together, to limit the work. */
const MOST_COVERED = 1e9;

/**
 * Draws the strokes of an expression with round ends and smooth edges, like a pen on white paper.
 *
 * @throws {DataError} The strokes cover so much paper, again and again, that they cannot be writing.
 */
export function drawExpression(expression: Expression, drawing: Drawing = {}): DrawnExpression {
  const { symbolSize = 40, penWidth = 3, margin = symbolSize / 2 } = drawing;
  const written = [
    ...expression.symbols,
    { raw: null, label: null, strokes: expression.unlabelled },
  ].filter(({ strokes }) => strokes.length > 0);
  const page = boxOfStrokes(written.flatMap(({ strokes }) => strokes));
  const scale = Math.min(
    symbolSize / medianSide(written.map(({ strokes }) => boxOfStrokes(strokes))),
    LONGEST_SIDE / Math.max(widthOf(page), heightOf(page), Number.MIN_VALUE),
  );
  const border = margin + penWidth / 2;
  const width = Math.ceil(scale * widthOf(page) + 2 * border);
  const height = Math.ceil(scale * heightOf(page) + 2 * border);
  checkCover(written.map(({ strokes }) => strokes), scale, penWidth);
  const pixels = new Uint8Array(width * height).fill(255);
  const symbols = written.map(({ raw, label, strokes }) => {
    const extent = boxOfStrokes(strokes);
    const left = Math.max(0, Math.floor(scale * (extent.left - page.left) + border - penWidth / 2 - 1));
    const top = Math.max(0, Math.floor(scale * (extent.top - page.top) + border - penWidth / 2 - 1));
    const part = blank(
      Math.min(width - left, Math.ceil(scale * widthOf(extent) + penWidth) + 3),
      Math.min(height - top, Math.ceil(scale * heightOf(extent) + penWidth) + 3),
    );
    const shiftX = border - scale * page.left - left, shiftY = border - scale * page.top - top;
    drawStrokes(part, strokes, { scale, shiftX, shiftY, radius: penWidth / 2 });
    darken(pixels, width, part, left, top);
    return { raw, label, ...croppedInk(part, left, top) };
  });
  return { image: { width, height, pixels }, symbols };
}

function checkCover(symbols: readonly (readonly Stroke[])[], scale: number, penWidth: number): void {
  const side = (from: number, to: number) => scale * Math.abs(to - from) + penWidth + 1;
  let covered = 0;
  for (const strokes of symbols) {
    const { left, top, right, bottom } = boxOfStrokes(strokes);
    covered += side(left, right) * side(top, bottom);
    for (const stroke of strokes) {
      for (let i = 2; i < stroke.length; i += 2) {
        covered += side(stroke[i - 2], stroke[i]) * side(stroke[i - 1], stroke[i + 1]);
      }
    }
  }
  if (covered > MOST_COVERED) {
    throw new DataError(
      `These strokes cannot be drawn: their lines go over ${
        Math.round(covered / 1e6)
      } million pixels, those of ` +
        `writing over at most ${MOST_COVERED / 1e6} million.`,
    );
  }
}

/** The median of the longer sides of the symbols; 1 if all are dots, which have no size. */
function medianSide(boxes: readonly Box[]): number {
  const sizes = boxes.map((box) => Math.max(widthOf(box), heightOf(box)))
    .filter((size) => size > 0).sort((a, b) => a - b);
  return sizes.length > 0 ? sizes[sizes.length >> 1] : 1;
}

function blank(width: number, height: number): GreyImage {
  return { pixels: new Uint8Array(width * height), width, height };
}

/** Where ink crosses ink, the darker value counts. */
function darken(
  page: Uint8Array,
  pageWidth: number,
  { pixels, width, height }: GreyImage,
  left: number,
  top: number,
) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (top + y) * pageWidth + left + x;
      page[at] = Math.min(page[at], 255 - pixels[y * width + x]);
    }
  }
}
