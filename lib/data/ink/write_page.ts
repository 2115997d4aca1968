import { normal, type Random } from "../../random/mod.ts";
import { heightOf, widthOf } from "../../drawing/mod.ts";
import { DOT, LABELS, READER_CLASS_INDEX } from "../../symbols/mod.ts";
import type { PlacedSymbol } from "../reader_images/page.ts";
import { labelAt } from "./frequencies.ts";
import { type Hand, spell } from "./hand.ts";

/** Number of symbols on a page. */
export const PAGE_SYMBOLS = 4;

/** Share of full stops among the symbols, as in CROHME 2011–2013. */
const DOT_SHARE = 0.007;

/** Height of a line of writing, in the units of the glyphs. */
const LINE = 20;

/** Space between symbols: its mean and deviation, as shares of the line; least, so that most do not touch. */
const SPACE = 0.3, SPACE_DEVIATION = 0.15, LEAST_SPACE = 0.02;

/** Chance of a superscript or subscript, its size, and how far up or down it is. */
const SCRIPTS = 0.25, SCRIPT_SIZE = 0.6, SCRIPT_SHIFT = 0.5;

/**
 * Writes some random symbols in a row as in a formula: on one baseline, some of them smaller and above or below it. The row
 * means nothing, but its symbols have the sizes and gaps of a formula's, so that some might be taken for one.
 */
export function writePage(hand: Hand, random: Random): PlacedSymbol[] {
  const symbols: PlacedSymbol[] = [];
  let x = 0;
  for (let i = 0; i < PAGE_SYMBOLS; i++) {
    const folded = random() < DOT_SHARE ? DOT : LABELS[labelAt(random())];
    const names = folded === DOT ? [DOT] : spell(folded, random);
    const label = names.length === 1 && READER_CLASS_INDEX.has(names[0]) ? names[0] : folded;
    const { strokes, box } = hand.writeGlyphs(names, random);
    const width = widthOf(box), height = heightOf(box);
    const script = random() < SCRIPTS;
    const size = script ? SCRIPT_SIZE : 1;
    const shift = script ? (random() < 0.5 ? -1 : 1) * SCRIPT_SHIFT * LINE : 0;
    // A glyph's strokes come with their longer side 1, centred at the origin.
    const scale = size * (Math.max(width, height) || LINE);
    const centreX = x + size * width / 2;
    const centreY = shift + size * (box.top + height / 2) + 0.03 * LINE * normal(random);
    symbols.push({
      label,
      strokes: strokes.map((stroke) => stroke.map((value, k) => scale * value + (k % 2 ? centreY : centreX))),
    });
    x += size * width + LINE * Math.max(LEAST_SPACE, SPACE + SPACE_DEVIATION * normal(random));
  }
  return symbols;
}
