import { Option } from "commander";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { wholeNumber } from "../commands/shared/whole_number.ts";

/** What every benchmark's flags may stand beside, and have been taken out before. */
const COMPARISON = ["compare", "pairs"].map((name) => [name, name] as const);

type Value = number | string | boolean;

/** The type of a default: 10 → number. */
type Widened<T> = T extends number ? number : T extends string ? string : boolean;

/**
 * Reads flags. The default decides what one takes: `--images 5000` a whole number of at least 1, `--only a,b` a
 * text, `--trial` nothing.
 *
 * @param defaults Every flag there is.
 * @throws {UsageError} An unknown flag, one without its value, or a number against its rule.
 * @throws {HelpAsked} The help is asked for.
 */
export function readOptions<Defaults extends Readonly<Record<string, Value>>>(
  args: readonly string[],
  defaults: Defaults,
): { [Name in keyof Defaults]: Widened<Defaults[Name]> } {
  const command = projectCommand("deno task bench").usage("NAME [flags]");
  for (const [name, value] of Object.entries(defaults)) command.addOption(optionOf(`--${name}`, value));
  return readFlags(command, args, COMPARISON).opts();
}

/** The flag by which the runner tells a program when it was started. */
const RUNNERS = "--started";

function optionOf(flag: string, value: Value): Option {
  if (typeof value === "boolean") return new Option(flag).default(value);
  if (typeof value === "string") return new Option(`${flag} <TEXT>`).default(value);
  return new Option(`${flag} <N>`).argParser(wholeNumber(flag, 1)).default(value).hideHelp(flag === RUNNERS);
}
