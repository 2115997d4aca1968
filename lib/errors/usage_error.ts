import { UserError } from "./user_error.ts";

/** A wish that cannot be met as it was put: a flag or a configuration to be corrected. The message says how. */
export class UsageError extends UserError {
  /** Always "UsageError". */
  override readonly name = "UsageError";
}
