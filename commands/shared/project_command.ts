import { Command, CommanderError } from "commander";
import { nearest, noSuch, UsageError } from "../../lib/errors/mod.ts";
import { HelpAsked } from "./help_asked.ts";

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
  if (args.length === 0 || asksForHelp(args)) return { help: command.helpInformation() };
  parseFlags(command, args);
}

/**
 * Reads the arguments of a program that does something without any too; `command.opts()` and `command.args` then have
 * them.
 *
 * @param also Other names that people may give a flag, with the flag.
 * @throws {UsageError} An unknown flag, or one without its value.
 * @throws {HelpAsked} The help is asked for.
 */
export function readFlags(
  command: Command,
  args: readonly string[],
  also?: readonly (readonly [name: string, flag: string])[],
): Command {
  if (asksForHelp(args)) throw new HelpAsked(command.helpInformation());
  return parseFlags(command, args, also);
}

/**
 * Reads arguments that do not ask for the help.
 *
 * @param also Other names that people may give a flag, with the flag.
 * @returns The command, whose `opts()` and `args` have them.
 * @throws {UsageError} An unknown flag, or one without its value.
 */
export function parseFlags(
  command: Command,
  args: readonly string[],
  also?: readonly (readonly [name: string, flag: string])[],
): Command {
  checkValues(command, args);
  try {
    return command.parse(args, { from: "user" });
  } catch (error) {
    throw mistake(command, error, also);
  }
}

/** Whether the help is asked for. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes("--help") || args.includes("-h");
}

/** Commander takes `--lr --rounds 3` for a learning rate of "--rounds". */
function checkValues(command: Command, args: readonly string[]): void {
  const valued = command.options.filter(({ required }) => required).map(({ long }) => long);
  const at = args.findIndex((arg, i) => valued.includes(arg) && args[i + 1]?.startsWith("--"));
  if (at >= 0) throw new UsageError(`${args[at]} needs a value, got the flag ${args[at + 1]}.`);
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
  const other = /unknown command '(.*)'/s.exec(error.message)?.[1];
  if (other !== undefined) {
    return new UsageError(noSuch("command", other, command.commands.map((one) => one.name())));
  }
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

/** A message of commander as a sentence: "error: option '--lr <NUMBER>' argument missing" in one line, with a full stop. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, "").replace(/\s+/g, " ").replace(/(?<!\.)$/, ".");
  return text[0].toUpperCase() + text.slice(1);
}
