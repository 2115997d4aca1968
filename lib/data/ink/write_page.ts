import { normal } from "../../random/normal.ts";
import type { Random } from "../../random/stream.ts";
import { DOT, READER_CLASS_INDEX } from "../cased_labels.ts";
import { LABELS } from "../labels.ts";
import type { PlacedSymbol } from "../reader/page.ts";
import type { Box, Stroke } from "../stroke.ts";
import { labelAt } from "./frequencies.ts";
import { type Hand, spell } from "./hand.ts";

/** Symbols of a page, bars of fractions aside. */
export const PAGE_SYMBOLS = 4;

/** How often a full stop is written: as in CROHME 2011–2013. */
const DOT_SHARE = 0.007;

/** Height of a line of writing, in the units of the glyphs. */
const LINE = 20;

/** Space between symbols: its mean and deviation, as shares of the line; least, so that most do not touch. */
const SPACE = 0.3, SPACE_DEVIATION = 0.15, LEAST_SPACE = 0.02;

/** Chance of a superscript or subscript, its size, and how far up or down it is. */
const SCRIPTS = 0.25, SCRIPT_SIZE = 0.6, SCRIPT_SHIFT = 0.5;

/** Chance of a fraction, the size of what is above and below its bar, and by how much the bar is longer. */
const FRACTIONS = 0.12, FRACTION_SIZE = 0.85, OVERHANG = 0.35;

/** A symbol before it has a place: its strokes have their longer side 1 and are centred at the origin. */
interface Written {
  readonly label: string;
  readonly strokes: readonly Stroke[];
  /** Where it would stand on a line whose baseline is 0. */
  readonly box: Box;
}

/**
 * Some symbols in a row as a hand writes a formula: on one baseline, some of them smaller above or below it, some above
 * and below a bar. There is no mathematics in it; it has the sizes that symbols have beside each other, and
 * neighbours to be taken for one.
 */
export function writePage(hand: Hand, random: Random): PlacedSymbol[] {
  const symbols: PlacedSymbol[] = [];
  const space = () => LINE * Math.max(LEAST_SPACE, SPACE + SPACE_DEVIATION * normal(random));
  let x = 0;
  for (let left = PAGE_SYMBOLS; left > 0;) {
    if (left > 1 && random() < FRACTIONS) {
      const parts = [write(hand, random), write(hand, random)];
      const width = OVERHANG * LINE + FRACTION_SIZE * Math.max(...parts.map(({ box }) => box.width));
      const bar = { label: "-", ...hand.writeGlyphs(["-"], random) };
      const axis = bar.box.top + bar.box.height / 2;
      symbols.push(placed(bar, width / bar.box.width, x + width / 2, axis));
      parts.forEach((part, below) => {
        const distance = space() / 2 + FRACTION_SIZE * part.box.height / 2;
        symbols.push(placed(part, FRACTION_SIZE, x + width / 2, axis + (below ? distance : -distance)));
      });
      x += width + space();
      left -= 2;
      continue;
    }
    const symbol = write(hand, random), { box } = symbol;
    const script = random() < SCRIPTS;
    const size = script ? SCRIPT_SIZE : 1;
    const shift = script ? (random() < 0.5 ? -1 : 1) * SCRIPT_SHIFT * LINE : 0;
    const centreY = shift + size * (box.top + box.height / 2) + 0.03 * LINE * normal(random);
    symbols.push(placed(symbol, size, x + size * box.width / 2, centreY));
    x += size * box.width + space();
    left--;
  }
  return symbols;
}

function write(hand: Hand, random: Random): Written {
  const folded = random() < DOT_SHARE ? DOT : LABELS[labelAt(random())];
  const names = folded === DOT ? [DOT] : spell(folded, random);
  const label = names.length === 1 && READER_CLASS_INDEX.has(names[0]) ? names[0] : folded;
  return { label, ...hand.writeGlyphs(names, random) };
}

function placed(
  { label, strokes, box }: Written,
  size: number,
  centreX: number,
  centreY: number,
): PlacedSymbol {
  const scale = size * (Math.max(box.width, box.height) || LINE);
  return {
    label,
    strokes: strokes.map((stroke) =>
      Array.from(stroke, (value, i) => scale * value + (i % 2 ? centreY : centreX))
    ),
  };
}
