import { NO_SYMBOL } from "../../symbols/mod.ts";
import { heightOf, widthOf } from "../../drawing/mod.ts";
import type { SymbolClassifier } from "../classify/classifier.ts";
import { cutAlongBar } from "./cut_along_bar.ts";
import { cutsAtJunctions } from "./cuts_at_junctions.ts";
import { cutsDownColumns } from "./cuts_down_columns.ts";
import type { Part } from "./parts.ts";
import type { InkInPlace, Sheet } from "./sheet.ts";

/**
 * A part whose likeliest label is less likely than `doubt` is looked at for symbols that touch; it is taken apart where
 * the label of each piece is likelier than `sure`. A network that sees symbols alone takes many a piece of one for a
 * symbol. Chosen on CROHME's 2013 test set, where 3 % of symbols touch another.
 */
const IN_PLACE = { doubt: 0.5, sure: 0.3 }, ALONE = { doubt: 0.3, sure: 0.8 };

/** Most pieces of a cut. */
const MOST_PIECES = 3;

/**
 * Parts of a picture that are looked at, the most doubtful first, and how large they may be together: the pixels of their
 * boxes times the width of the pen, as lines are thinned a pixel at a time.
 */
const MOST_LOOKED_AT = 40, MOST_WORK = 1e8;

/** How often the pieces of a cut are looked at again. */
const ROUNDS = 3;

/**
 * Parts with those taken apart that may be several symbols touching: the classifier is in doubt about the whole and
 * surer of its pieces. Pieces know the part they were cut from, so that it can still be read as one symbol. A cut is
 * down a column of little ink, along a bar from end to end, or where lines meet.
 *
 * @param pen Width of the pen, in pixels.
 * @param unit Size of a symbol, in pixels.
 * @param sheet Draws the parts amid the others.
 */
export function splitTouching(
  parts: readonly Part[],
  classifier: SymbolClassifier,
  { pen, unit, sheet }: { readonly pen: number; readonly unit: number; readonly sheet: Sheet },
): Part[] {
  const least = classifier.channels > 1 ? IN_PLACE : ALONE;
  let settled: readonly Part[] = [], open: readonly Part[] = parts;
  let looks = MOST_LOOKED_AT, work = MOST_WORK;
  const isWorthIt = ({ box }: Part) => {
    work -= widthOf(box) * heightOf(box) * pen;
    return looks-- > 0 && work >= 0;
  };
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const all = [...settled, ...open];
    const sure = sureness(open.map((part) => ({ own: [part], others: all })), classifier, sheet);
    const doubtful = open.map((part, i) => ({ part, sure: sure[i] }))
      .filter(({ part, sure }) => sure < least.doubt && isLarge(part, unit)).sort((a, b) => a.sure - b.sure);
    const cuts = doubtful.filter(({ part }) => isWorthIt(part)).flatMap(({ part }) =>
      cutsOf(part, pen, unit).map((pieces) => ({ part, pieces }))
    );
    const ofPieces = sureness(
      cuts.flatMap(({ part, pieces }) => {
        const others = [...all.filter((other) => other !== part), ...pieces];
        return pieces.map((piece) => ({ own: [piece], others }));
      }),
      classifier,
      sheet,
    );
    const best = bestCuts(cuts, ofPieces, least.sure);
    settled = [...settled, ...open.filter((part) => !best.has(part))];
    open = open.flatMap((part) =>
      (best.get(part) ?? []).map((piece) => ({ ...piece, whole: part.whole ?? part }))
    );
  }
  return [...settled, ...open];
}

/** The pieces of each part's best cut, where that is surer than `enough`: of a cut the least sure piece counts. */
function bestCuts(
  cuts: readonly { readonly part: Part; readonly pieces: readonly Part[] }[],
  sure: readonly number[],
  enough: number,
): ReadonlyMap<Part, readonly Part[]> {
  const best = new Map<Part, readonly Part[]>(), least = new Map<Part, number>();
  let at = 0;
  for (const { part, pieces } of cuts) {
    const own = Math.min(...sure.slice(at, at += pieces.length));
    if (own > (least.get(part) ?? enough)) best.set(part, pieces), least.set(part, own);
  }
  return best;
}

/** The probability of each symbol's likeliest label, `no_symbol` aside. */
function sureness(
  symbols: readonly InkInPlace[],
  { classes, channels, classify }: SymbolClassifier,
  sheet: Sheet,
): number[] {
  const scores = classify(sheet.draw(symbols, channels), symbols.length);
  return symbols.map((_, i) => {
    let best = -Infinity;
    classes.forEach((label, c) => {
      if (label !== NO_SYMBOL) best = Math.max(best, scores[i * classes.length + c]);
    });
    return Math.exp(best);
  });
}

/** Whether a part may be several symbols by its size. */
function isLarge({ box }: Part, unit: number): boolean {
  return Math.max(widthOf(box), heightOf(box)) >= 0.8 * unit;
}

/** Ways to take a part apart. */
function cutsOf(part: Part, pen: number, unit: number): Part[][] {
  const bar = cutAlongBar(part, pen, unit);
  const cuts = [...(bar ? [bar] : []), ...cutsDownColumns(part, pen), ...cutsAtJunctions(part, pen)];
  return cuts.filter((pieces) =>
    pieces.length > 1 && pieces.length <= MOST_PIECES && pieces.every(({ area }) => area >= pen * pen)
  );
}
