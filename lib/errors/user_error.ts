/**
 * Something that the user can mend: a setting, a file, a full disk. The message is for the user, says the rule and the
 * value got, and is all that a command prints; every other error is a fault of the program.
 */
export class UserError extends Error {
  /** The name of the class. */
  override readonly name: string = "UserError";
}
