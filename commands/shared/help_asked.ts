/** Thrown where the arguments ask for the help: `failPlainly` prints it, and the program has done its work. */
export class HelpAsked extends Error {
  /** Always "HelpAsked". */
  override readonly name = "HelpAsked";

  /** @param message The help. */
  constructor(message: string) {
    super(message.trimEnd());
  }
}
