/** A picture cannot be read as an expression; the message says the rule and what was got. */
export class ReadingError extends Error {
  /** Always "ReadingError". */
  override readonly name = "ReadingError";
}
