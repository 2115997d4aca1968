import { type Box, boxOfStrokes, type Stroke } from "../../drawing/mod.ts";

/** A stroke of a glyph: a smooth curve through points, bent sharply at corners. */
export interface GlyphStroke {
  /** x0, y0, x1, y1, …; y grows downward. */
  readonly points: readonly number[];
  /** For each point whether it is a corner. */
  readonly corners: readonly boolean[];
}

/** One way to write something: its strokes, in the order they are drawn. */
export type Glyph = readonly GlyphStroke[];

/** Ways to write the same thing, each with a weight for how common it is. The weights may have any sum. */
export type Variants = readonly (readonly [weight: number, glyph: Glyph])[];

/** For each glyph's name the ways it is written: their weights, then their strokes as `parseGlyph` reads them. */
export type VariantTable = Readonly<Record<string, readonly (readonly [weight: number, strokes: string])[]>>;

/**
 * Reads a glyph written as text: points `x,y` with spaces between, `!` after a corner, ` / ` between strokes. A stroke
 * of one point is a dot. The baseline is y = 20, small letters reach up to 10, ascenders and capitals to 2, descenders
 * down to 28.
 */
export function parseGlyph(text: string): Glyph {
  return text.split(" / ").map((stroke) => {
    const points = stroke.trim().split(/\s+/);
    return {
      points: points.flatMap((point) => point.replace("!", "").split(",").map(Number)),
      corners: points.map((point) => point.endsWith("!")),
    };
  });
}

/** The box around a glyph's points. */
export function boxOf(strokes: readonly { readonly points: Stroke }[]): Box {
  return boxOfStrokes(strokes.map(({ points }) => points));
}
