import { Command, CommanderError } from "commander";
import { nearest, UsageError } from "../../lib/errors/mod.ts";

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
    throw mistake(command, error);
  }
}

/**
 * What was wrong with the arguments, in words; any other error as it is.
 *
 * @param also Other names that people may give a flag, with the flag.
 */
export function mistake(
  command: Command,
  error: unknown,
  also: readonly (readonly [name: string, flag: string])[] = [],
): unknown {
  if (!(error instanceof CommanderError)) return error;
  const unknown = /unknown option '--([^'=]*)/.exec(error.message)?.[1];
  if (unknown === undefined) return new UsageError(sentence(error.message));
  const own = command.options.map(({ long }) => long!.slice(2)).map((name) => [name, name] as const);
  const flags = new Map([["help", "help"], ...own, ...also]);
  const meant = flags.get(nearest(unknown, [...flags.keys()]))!;
  return new UsageError(
    meant === unknown
      ? `--${unknown} is a switch and takes no value.`
      : `There is no flag --${unknown}; did you mean --${meant}?`,
  );
}

/**
 * A message of commander as a sentence on one line: "error: option '--lr <NUMBER>' argument missing" begins with a
 * capital and ends with a full stop, unless it ends with a suggestion in brackets: "(Did you mean show?)".
 */
export function sentence(message: string): string {
  const text = message.replace(/^error: /, "").replace(/\s+/g, " ").replace(/(?<![.)])$/, ".");
  return text[0].toUpperCase() + text.slice(1);
}
