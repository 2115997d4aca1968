import { symbolOf } from "../../symbols/mod.ts";
import { boxOfStrokes, type Stroke } from "../../drawing/mod.ts";

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
  return median(page, ({ label }) => label !== "sqrt" && !isMark(label), Math.max);
}

/** The size of a symbol as a reader finds it without knowing them: of each the larger of height and 0.7 widths. */
export function unitOf(page: Page): number {
  return median(page, ({ label }) => !isMark(label), (width, height) => Math.max(0.7 * width, height));
}

function isMark(label: string | null): boolean {
  return label === null || symbolOf(label).isMark;
}

/** Of the usual symbols, of all where there are no others; 1 where they have no size. */
function median(
  { symbols }: Page,
  usual: (symbol: PlacedSymbol) => boolean,
  sizeOf: (width: number, height: number) => number,
): number {
  const drawn = symbols.filter(({ strokes }) => strokes.length > 0), chosen = drawn.filter(usual);
  const sizes = (chosen.length > 0 ? chosen : drawn).map(({ strokes }) => {
    const { width, height } = boxOfStrokes(strokes);
    return sizeOf(width, height);
  }).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] || 1;
}
