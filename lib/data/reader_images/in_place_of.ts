import { normal, type Random } from "../../random/mod.ts";
import { type Shape, symbolOf } from "../../symbols/mod.ts";
import { boxOfStrokes, heightOf, type Stroke, widthOf } from "../../drawing/mod.ts";
import type { Page, PlacedSymbol } from "./page.ts";

/** Shapes whose symbols all have the same height and depth on a line. */
const ALIKE: ReadonlySet<Shape> = new Set(["ascender", "x_height", "descender", "tall"]);

/** The shape of a symbol, if it may be put in the place of others of that shape; otherwise undefined. */
function swappableShape(label: string | null): Shape | undefined {
  if (label === null) return undefined;
  const { shape, swaps } = symbolOf(label);
  return swaps && ALIKE.has(shape) ? shape : undefined;
}

/** Standard deviation of the logarithm of the ratio of a symbol's height to the height of the one it replaces. */
const HEIGHT = 0.08;

/** A symbol put somewhere else. */
export interface Placing {
  /** The page it is on now. */
  readonly page: Page;
  /** The symbol in whose place it stands. */
  readonly host: PlacedSymbol;
  /** Its strokes there. */
  readonly strokes: readonly Stroke[];
}

/**
 * Puts a symbol in the place of another with the same height and depth on the line (a P for a 5, a p for a y), so that
 * training shows it in more surroundings than those it was written in. Null if the page chosen at random has no such
 * place.
 *
 * @param pages Of the same writer, at least one.
 */
export function inPlaceOf(
  { label, strokes }: PlacedSymbol,
  pages: readonly Page[],
  random: Random,
): Placing | null {
  const shape = swappableShape(label);
  if (shape === undefined) return null;
  const page = pages[Math.floor(random() * pages.length)];
  const hosts = page.symbols.filter((host) =>
    host.strokes.length > 0 && swappableShape(host.label) === shape
  );
  if (hosts.length === 0) return null;
  const host = hosts[Math.floor(random() * hosts.length)];
  const from = boxOfStrokes(strokes), to = boxOfStrokes(host.strokes);
  if (heightOf(from) === 0 || heightOf(to) === 0) return null;
  const scale = heightOf(to) / heightOf(from) * Math.exp(HEIGHT * normal(random));
  const shiftX = to.left + widthOf(to) / 2 - scale * (from.left + widthOf(from) / 2);
  const shiftY = to.top + heightOf(to) - scale * (from.top + heightOf(from));
  const moved = strokes.map((stroke) =>
    Array.from(stroke, (value, i) => scale * value + (i % 2 ? shiftY : shiftX))
  );
  return { page, host, strokes: moved };
}
