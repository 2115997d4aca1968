import { WIDEST_PEN } from "../../drawing/mod.ts";
import { DataError } from "../source.ts";

/** Which synthetic handwriting is drawn. */
export interface InkOptions {
  /** Number of images. */
  readonly count: number;
  /** Seeds writers and images. */
  readonly seed: number;
  /** Number of writers; default 100. */
  readonly writers?: number;
  /** Mean line width in pixels; each writer's differs a little. Default 2. */
  readonly penWidth?: number;
  /**
   * Whether to draw public ink, for training before any client takes part: its images and writers come from random
   * streams of their own, so that none of them is among other ink, whatever the seeds. Default false.
   */
  readonly isPublic?: boolean;
}

/** Number of writers by default. */
export const WRITERS = 100;

/** Mean line width by default, in pixels. */
export const PEN_WIDTH = 2;

/** Indices of writers are stored in 16 bits. */
const MOST_WRITERS = 65_535;

/**
 * Checks a number of writers.
 *
 * @throws {DataError} It is not a whole number from 1 to 65,535.
 */
export function checkWriters(writers: number): void {
  if (!Number.isInteger(writers) || writers < 1 || writers > MOST_WRITERS) {
    throw new DataError(`The number of ink writers must be a whole number from 1 to 65,535; got ${writers}.`);
  }
}

/**
 * Checks a pen width.
 *
 * @throws {DataError} It is not above 0 and at most `WIDEST_PEN` pixels.
 */
export function checkPen(penWidth: number): void {
  if (!(penWidth > 0 && penWidth <= WIDEST_PEN)) {
    throw new DataError(`The pen width must be above 0 and at most ${WIDEST_PEN} pixels; got ${penWidth}.`);
  }
}
