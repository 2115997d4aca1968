import { normal, type Random } from "../../random/mod.ts";
import { type Shape, symbolOf } from "../../symbols/mod.ts";
import { boxOfStrokes, heightOf, type Stroke, widthOf } from "../../drawing/mod.ts";
import type { Page, PlacedSymbol } from "./page.ts";

/** Shapes whose symbols are as high and as low on a line as each other. */
const ALIKE: ReadonlySet<Shape> = new Set(["ascender", "x_height", "descender", "tall"]);

/** The shape of a symbol that may stand in the place of others of its shape; undefined for all others. */
function swappableShape(label: string | null): Shape | undefined {
  if (label === null) return undefined;
  const { shape, swaps } = symbolOf(label);
  return swaps && ALIKE.has(shape) ? shape : undefined;
}

/** Deviation of the logarithm of a symbol's height over that of the one in whose place it stands. */
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
 * A symbol in the place of another that stands on its line alike (a P for a 5, a p for a y), as high as that and as
 * low: so a label is seen in more surroundings than those it was written in. Null where the drawn page has no such
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
