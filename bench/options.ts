import { parseArgs } from "node:util";
import { UsageError } from "../lib/errors/mod.ts";

type Value = number | string | boolean;

/** The type of a default: 10 → number. */
type Widened<T> = T extends number ? number : T extends string ? string : boolean;

/**
 * Reads flags. The default decides what one takes: `--images 5000` a whole number of at least 1, `--only a,b` a
 * text, `--trial` nothing.
 *
 * @param defaults Every flag there is.
 * @throws {UsageError} An unknown flag, one without its value, or a number against its rule.
 */
export function readOptions<Defaults extends Readonly<Record<string, Value>>>(
  args: readonly string[],
  defaults: Defaults,
): { [Name in keyof Defaults]: Widened<Defaults[Name]> } {
  const values = parsed(args, defaults);
  const read = Object.entries(defaults).map(([name, fallback]) => {
    const value = values[name];
    if (value === undefined) return [name, fallback];
    return [name, typeof fallback === "number" ? wholeNumber(name, value as string) : value];
  });
  return Object.fromEntries(read);
}

function parsed(
  args: readonly string[],
  defaults: Readonly<Record<string, Value>>,
): Record<string, string | boolean | undefined> {
  const names = Object.keys(defaults);
  const options = names.map((name) => {
    const type = typeof defaults[name] === "boolean" ? "boolean" as const : "string" as const;
    return [name, { type }] as const;
  });
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(options) }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [reason] = error.message.split(". ");
    throw new UsageError(`${reason}. The flags are --${names.join(", --")}.`);
  }
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new UsageError(`--${name} must be a whole number of at least 1, got "${text}".`);
}
