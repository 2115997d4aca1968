import type { Stroke } from "../../drawing/mod.ts";

/** One symbol of a handwritten expression. */
export interface InkSymbol {
  /** Its label among the 82, or null if it has none. */
  readonly label: string | null;
  /** Its true name as written in the file: `\times`, `x`, `COMMA`. */
  readonly raw: string;
  /** Its strokes, in the units of the expression; none if its traces in the file have no points. */
  readonly strokes: readonly Stroke[];
}

/** A handwritten expression. */
export interface Expression {
  /** Its name in its set; not unique between sets. */
  readonly id: string;
  /** The set it belongs to ("2013train-kaist", "2014test"). */
  readonly split: string;
  /** Its writer, with the collection as prefix ("kaist/…"), or null if unknown. */
  readonly writer: string | null;
  /** Its LaTeX, as in the file; empty if the file has none. */
  readonly latex: string;
  /** Its symbols, in the order of the file. */
  readonly symbols: readonly InkSymbol[];
  /** Strokes that belong to no symbol. */
  readonly unlabelled: readonly Stroke[];
  /** Where it was read from: the file, and in a packed file the line ("a.jsonl.gz:12"). */
  readonly origin: string;
}
