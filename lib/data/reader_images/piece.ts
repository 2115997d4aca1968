import type { Random } from "../../random/mod.ts";
import type { Stroke } from "../../drawing/mod.ts";

/** A symbol taken apart. */
export interface Piece {
  /** Some of its ink, which is no symbol. */
  readonly own: readonly Stroke[];
  /** The rest. */
  readonly rest: readonly Stroke[];
}

/** Where a stroke is cut: shares of its points. */
const FROM = 0.25, TO = 0.75;

/** Some strokes of a symbol, or the beginning or end of its only one; null where nothing would be left of either. */
export function pieceOf(strokes: readonly Stroke[], random: Random): Piece | null {
  if (strokes.length > 1) {
    const chosen = strokes.map(() => random() < 0.5);
    const own = strokes.filter((_, i) => chosen[i]), rest = strokes.filter((_, i) => !chosen[i]);
    return own.length > 0 && rest.length > 0 ? { own, rest } : null;
  }
  const points = Array.from(strokes[0]), count = points.length / 2;
  const at = Math.round((FROM + (TO - FROM) * random()) * count);
  if (at < 2 || count - at < 2) return null;
  // Both have the point they were cut at.
  const beginning = points.slice(0, 2 * at), end = points.slice(2 * at - 2);
  return random() < 0.5 ? { own: [beginning], rest: [end] } : { own: [end], rest: [beginning] };
}
