import { UserError } from "../errors/mod.ts";

/** A picture cannot be read as an expression; the message says the rule and what was got. */
export class ReadingError extends UserError {
  /** Always "ReadingError". */
  override readonly name = "ReadingError";
}
