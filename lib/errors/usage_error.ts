import { UserError } from "./user_error.ts";

/** Wrong usage: a flag or setting that must be corrected; the message says how. */
export class UsageError extends UserError {
  /** Always "UsageError". */
  override readonly name = "UsageError";
}
