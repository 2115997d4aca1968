import { stream } from "../../lib/random/mod.ts";

/** Six symbols of one or two strokes in a square of 100. */
const SHAPES: readonly (readonly [label: string, strokes: readonly (readonly number[])[]])[] = [
  ["X", [[0, 0, 100, 100], [100, 0, 0, 100]]],
  ["y", [[0, 0, 50, 50], [100, 0, 20, 100]]],
  ["=", [[0, 30, 100, 30], [0, 70, 100, 70]]],
  ["7", [[0, 0, 100, 0, 40, 100]]],
  ["2", [[0, 20, 50, 0, 100, 30, 0, 100, 100, 100]]],
  ["+", [[0, 50, 100, 50], [50, 0, 50, 100]]],
];

/** What a packed file of expressions is to hold. */
export interface WrittenPages {
  /** Expressions of the six symbols X, y, =, 7, 2, +, each by a writer of its own. */
  readonly pages: number;
  /** The set they are of, "2013train-x" say. */
  readonly set: string;
  /** Other numbers, another hand. */
  readonly seed: number;
}

/** Lines of a packed CROHME file whose symbols are all written a little differently. */
export function writtenPages({ pages, set, seed }: WrittenPages): string {
  return Array.from({ length: pages }, (_, page) => {
    const random = stream(seed, "written pages", page);
    const symbols = SHAPES.map(([label, strokes], at) => ({
      raw: label,
      label,
      strokes: strokes.map((stroke) =>
        stroke.map((value, i) => value + 40 * random() + (i % 2 === 0 ? 200 * at : 0))
      ),
    }));
    return JSON.stringify({ id: `${set}-${page}`, split: set, writer: `writer ${seed} ${page}`, symbols }) +
      "\n";
  }).join("");
}
