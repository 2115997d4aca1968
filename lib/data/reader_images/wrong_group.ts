import type { Random } from "../../random/mod.ts";
import { symbolOf, WORDS } from "../../symbols/mod.ts";
import { type Box, boxOfStrokes, heightOf, type Stroke, widthOf } from "../../drawing/mod.ts";
import type { PlacedSymbol } from "./page.ts";

/** Largest gap between symbols that might be taken for one, as a share of the typical size of a symbol. */
const FARTHEST = 0.7;

/** Least gap to the side between plain strokes and a symbol they do not belong to, as a share of the typical size. */
const APART = 0.12;

/** Share of wrong groups that are a part of a symbol, if it has several; share of them with a third symbol. */
const PARTS = 0.5, THREE = 0.3;

/**
 * Ink around the symbol `at` that is no single symbol: some letters of a word, the symbol together with one or two
 * neighbours, or with a stroke of a neighbour. Null where what was drawn might look like a symbol after all: a minus
 * above another is an equals sign, a 1 before a 3 may be a B.
 *
 * @param size The typical size of the page's symbols.
 */
export function wrongGroup(
  symbols: readonly PlacedSymbol[],
  at: number,
  size: number,
  random: Random,
): Stroke[] | null {
  const { label, strokes } = symbols[at];
  // A part of a word is no symbol, the whole word is.
  if (WORDS.has(label ?? "") && random() < PARTS) return somethingOf(strokes, random);
  const group = [symbols[at]];
  const wanted = random() < THREE ? 3 : 2;
  for (const neighbour of nearest(symbols, at, size)) {
    if (group.length === wanted) break;
    if (group.every((one) => clearlyTwo(one, neighbour, size))) group.push(neighbour);
    else return null;
  }
  if (group.length < 2 || isWord(group)) return null;
  const last = group[group.length - 1];
  if (last.strokes.length > 1 && random() < PARTS) {
    group[group.length - 1] = {
      label: null,
      strokes: [last.strokes[Math.floor(random() * last.strokes.length)]],
    };
    // A single stroke of a symbol counts as plain: it must lie apart.
    if (group.slice(0, -1).some((one) => sideGap(one, group[group.length - 1]) < APART * size)) return null;
  }
  return group.flatMap((one) => one.strokes);
}

/** Some letters of a word written stroke by stroke: at least two strokes, and at least one is missing. */
function somethingOf(strokes: readonly Stroke[], random: Random): Stroke[] | null {
  if (strokes.length < 3) return null;
  const first = Math.floor(random() * 2);
  return first === 0 ? strokes.slice(0, -1) : strokes.slice(1);
}

function nearest(symbols: readonly PlacedSymbol[], at: number, size: number): PlacedSymbol[] {
  const own = boxOfStrokes(symbols[at].strokes);
  return symbols
    .map((symbol, i) => ({
      symbol,
      i,
      gap: symbol.strokes.length > 0 ? gap(own, boxOfStrokes(symbol.strokes)) : Infinity,
    }))
    .filter(({ i, gap }) => i !== at && gap < FARTHEST * size)
    .sort((a, b) => a.gap - b.gap || a.i - b.i)
    .map(({ symbol }) => symbol);
}

function clearlyTwo(a: PlacedSymbol, b: PlacedSymbol, size: number): boolean {
  if (a.label === null || b.label === null) return false;
  if (a.label === "sqrt" || b.label === "sqrt") return true;
  const plainA = symbolOf(a.label).merges === "easily", plainB = symbolOf(b.label).merges === "easily";
  if (plainA && plainB) return false;
  if (!plainA && !plainB) return true;
  if (sideGap(a, b) >= APART * size) return true;
  const [plain, other] = plainA ? [a, b] : [b, a];
  return plain.label === "-" && symbolOf(other.label!).merges === "never" &&
    widthOf(boxOfStrokes(plain.strokes)) > 0.8 * size;
}

function isWord(group: readonly PlacedSymbol[]): boolean {
  const letters = [...group].sort((a, b) => boxOfStrokes(a.strokes).left - boxOfStrokes(b.strokes).left);
  return WORDS.has(letters.map(({ label }) => label).join("").toLowerCase());
}

/** Horizontal gap between two symbols; negative where they overlap from left to right. */
function sideGap(a: PlacedSymbol, b: PlacedSymbol): number {
  const one = boxOfStrokes(a.strokes), other = boxOfStrokes(b.strokes);
  return Math.max(one.left - other.left - widthOf(other), other.left - one.left - widthOf(one));
}

/** The larger of the horizontal and the vertical gap between two boxes; 0 where they overlap. */
function gap(a: Box, b: Box): number {
  return Math.max(
    0,
    a.left - b.left - widthOf(b),
    b.left - a.left - widthOf(a),
    a.top - b.top - heightOf(b),
    b.top - a.top - heightOf(a),
  );
}
