import { symbolOf } from "../../symbols/mod.ts";
import {
  type Box,
  boxOfStrokes,
  heightOf,
  medianSize,
  type Stroke,
  symbolSize,
  widthOf,
} from "../../drawing/mod.ts";

/** A symbol on a page: what it is, and its strokes. */
export interface PlacedSymbol {
  /** Its cased label; null where it has none. */
  readonly label: string | null;
  /** Its strokes, in the units of the page. */
  readonly strokes: readonly Stroke[];
}

/** A page of handwriting: symbols placed beside each other, by one writer. */
export interface Page {
  /** The symbols. */
  readonly symbols: readonly PlacedSymbol[];
  /** Index of who wrote it. */
  readonly writer: number;
  /** Which part of the official split it is in. */
  readonly official: number;
  /** Whether a program wrote it, with all the variation that handwriting has: it is not distorted once more. */
  readonly synthetic?: boolean;
}

/** The median of the longer sides of a page's symbols, those aside that are long or small by nature. */
export function typicalSize(page: Page): number {
  return medianOf(
    page,
    (label) => isMark(label) || label === "sqrt",
    (box) => Math.max(widthOf(box), heightOf(box)),
  );
}

/** The size of a symbol on a page as a reader finds it without knowing them; marks do not count. */
export function unitOf(page: Page): number {
  return medianOf(page, isMark, symbolSize);
}

function isMark(label: string | null): boolean {
  return label === null || symbolOf(label).isMark;
}

function medianOf(
  { symbols }: Page,
  isLeftOut: (label: string | null) => boolean,
  sizeOf: (box: Box) => number,
): number {
  const drawn = symbols.filter(({ strokes }) => strokes.length > 0);
  const boxes = drawn.map(({ strokes }) => boxOfStrokes(strokes));
  return medianSize(boxes, (_, i) => isLeftOut(drawn[i].label), sizeOf);
}
