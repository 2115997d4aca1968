import type { Ink } from "../../drawing/mod.ts";
import { ReadingError } from "../reading_error.ts";
import { findParts, inReadingOrder, type Part, withoutSpecks } from "./parts.ts";

/**
 * Nobody writes an expression of more pieces, a photograph of a carpet has them: the longest of CROHME's 11,286 has 115
 * strokes. So many bars over each other take seconds to read and to draw.
 */
export const MOST_PIECES = 130;

/**
 * The connected pieces of ink in reading order, without specks.
 *
 * @throws {ReadingError} where there are none or more than `MOST_PIECES`.
 */
export function readParts(ink: Ink): Part[] {
  const parts = withoutSpecks(findParts(ink));
  checkPieces(parts.length);
  return inReadingOrder(parts);
}

/**
 * Checks how many pieces of ink a picture has.
 *
 * @throws {ReadingError} where there are none or more than `MOST_PIECES`.
 */
export function checkPieces(count: number): void {
  if (count === 0) throw new ReadingError("Nothing is written in this picture.");
  if (count > MOST_PIECES) {
    throw new ReadingError(
      `An expression may have at most ${MOST_PIECES} separate pieces of ink, this picture has ${count}.`,
    );
  }
}
