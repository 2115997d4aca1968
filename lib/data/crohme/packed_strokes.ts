import type { Stroke } from "../../drawing/mod.ts";

/** Strokes in groups, in a few arrays: sent to another thread as they are, where lists of lists would be taken apart. */
export interface PackedStrokes {
  /** The number of strokes of each group. */
  readonly counts: Uint32Array;
  /** How many numbers each stroke has. */
  readonly lengths: Uint32Array;
  /** The numbers of all strokes, one after the other. */
  readonly points: Float64Array;
}

/** Packs groups of strokes. */
export function packStrokes(groups: readonly (readonly Stroke[])[]): PackedStrokes {
  const counts = Uint32Array.from(groups, ({ length }) => length);
  const strokes = groups.flat();
  const lengths = Uint32Array.from(strokes, ({ length }) => length);
  const points = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) points[at++] = stroke[i];
  }
  return { counts, lengths, points };
}

/** The groups of strokes that were packed, one after the other. */
export function* unpackStrokes({ counts, lengths, points }: PackedStrokes): Generator<Stroke[]> {
  let stroke = 0, at = 0;
  for (const count of counts) {
    yield Array.from({ length: count }, () => {
      const numbers = new Array<number>(lengths[stroke++]);
      for (let i = 0; i < numbers.length; i++) numbers[i] = points[at++];
      return numbers;
    });
  }
}
