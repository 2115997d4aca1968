import type { Shape } from "../../symbols/mod.ts";
import { symbolsOf } from "./tree_of_row.ts";
import { measureBeside, type Measured, measureScript } from "./layout_likelihood.ts";
import { extend, type Row, sizeIn, startRow } from "./reading.ts";
import { hasLimits } from "./region.ts";

/** How one symbol lies to the one before it on its line, or to the one it is a script of. */
export interface MeasuredPlacement extends Measured {
  /** Which of both. */
  readonly relation: "right" | "sup" | "sub";
  /** The shape of the other symbol. */
  readonly before: Shape;
  /** Its own shape. */
  readonly shape: Shape;
}

/** How the symbols of a reading lie, as its likelihood saw them; `size` is the one expected of the first symbol. */
export function* measuredPlacements(row: Row, size: number): Generator<MeasuredPlacement> {
  const symbols = symbolsOf(row);
  let line = startRow(symbols[0].candidate, row.region, size);
  for (const [i, { candidate, regions }] of symbols.entries()) {
    if (i > 0) {
      const before = symbols[i - 1];
      const place = { axis: line.axis, size: line.size, right: before.right };
      yield {
        relation: "right",
        before: before.candidate.shape,
        shape: candidate.shape,
        ...measureBeside(place, candidate.box, candidate.fit),
      };
      line = extend(line, candidate);
    }
    for (const inner of Object.values(regions)) {
      const region = inner.region!, first = symbolsOf(inner)[0].candidate;
      if ((region === "sup" || region === "sub") && !hasLimits(candidate.label)) {
        yield {
          relation: region,
          before: candidate.shape,
          shape: first.shape,
          ...measureScript(region, candidate.box, line.size, first.box, first.fit),
        };
      }
      yield* measuredPlacements(inner, sizeIn(region, line.size));
    }
  }
}
