import type { Stroke } from "../../drawing/mod.ts";

/** One symbol of a handwritten expression. */
export interface InkSymbol {
  /** Its label among the 82, or null where it has none. */
  readonly label: string | null;
  /** Its truth as the file writes it: `\times`, `x`, `COMMA`. */
  readonly raw: string;
  /** Its strokes, in the units of the expression; none where the file names traces without a point. */
  readonly strokes: readonly Stroke[];
}

/** A handwritten expression. */
export interface Expression {
  /** Its name in its set; not unique between sets. */
  readonly id: string;
  /** The set it belongs to ("2013train-kaist", "2014test"). */
  readonly split: string;
  /** Its writer, told apart between sets ("kaist/…"), or null where nothing says who. */
  readonly writer: string | null;
  /** Its LaTeX, as in the file; empty where the file has none. */
  readonly latex: string;
  /** Its symbols, in the file's order. */
  readonly symbols: readonly InkSymbol[];
  /** Strokes that belong to no symbol. */
  readonly unlabelled: readonly Stroke[];
  /** Where it was read: the file, and in a packed file the line ("a.jsonl.gz:12"). */
  readonly origin: string;
}
