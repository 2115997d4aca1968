import { Command, CommanderError } from "commander";
import { UsageError } from "./usage_error.ts";

/** A command with the manners of this project's: mistakes are thrown, nothing is asked of the environment. */
export function projectCommand(name: string): Command {
  return new Command(name)
    .helpOption("-h, --help", "this help")
    .showSuggestionAfterError(false)
    .exitOverride()
    // Asked whether colours are wanted, commander would read the environment, which needs a permission.
    .configureOutput({ writeErr: () => {}, getOutHasColors: () => false, getOutHelpWidth: () => 110 });
}

/**
 * Reads the arguments, which `command.opts()` and `command.args` then have; or gives the help, where it is asked for or
 * nothing is.
 *
 * @throws {UsageError} An unknown flag, or one without its value.
 */
export function readArguments(
  command: Command,
  args: readonly string[],
): { readonly help: string } | undefined {
  if (args.length === 0 || args.includes("--help") || args.includes("-h")) {
    return { help: command.helpInformation() };
  }
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageError(error.message.replace(/^error: /, ""));
    throw error;
  }
}
