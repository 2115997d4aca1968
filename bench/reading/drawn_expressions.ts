import { drawExpression } from "../../lib/data/crohme/mod.ts";
import { inkPages } from "../../lib/data/ink/reader_pages.ts";
import { boxOfStrokes, type GreyImage } from "../../lib/drawing/mod.ts";
import { SEED } from "../material.ts";

/** Longest row, in pages of four symbols. */
const MOST_PAGES = 6;

/** Space between two pages of a row, in the units of their strokes. */
const SPACE = 6;

/** Pictures of rows of 4, 8, … 24 random symbols, as a program writes them: for who has no CROHME. */
export function drawnExpressions(count: number): GreyImage[] {
  const lengths = Array.from({ length: count }, (_, i) => i % MOST_PAGES + 1);
  const pages = inkPages({ count: 4 * count * MOST_PAGES, seed: SEED, writers: 100 }).pages.values();
  return lengths.map((length, i) => {
    let x = 0;
    const symbols = Array.from(pages.take(length)).flatMap(({ symbols }) => {
      const { left, right } = boxOfStrokes(symbols.flatMap(({ strokes }) => strokes)), shift = x - left;
      x += right - left + SPACE;
      return symbols.map(({ label, strokes }) => ({
        label,
        raw: label ?? "",
        strokes: strokes.map((stroke) => Array.from(stroke, (value, k) => k % 2 ? value : value + shift)),
      }));
    });
    const id = `drawn ${i}`;
    return drawExpression({ id, split: "", writer: null, latex: "", symbols, unlabelled: [], origin: id })
      .image;
  });
}
