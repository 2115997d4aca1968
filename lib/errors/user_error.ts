/**
 * A problem that the user can solve: a wrong setting, a missing file, a full disk. The message is written for the user,
 * states the rule and the value given, and is all that a command prints. Every other error is a bug.
 */
export class UserError extends Error {
  /** The name of the class. */
  override readonly name: string = "UserError";
}
