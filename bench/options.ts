import { parseArgs } from "node:util";

/**
 * Reads `--name value` flags whose values are numbers.
 *
 * @param defaults Every flag there is, with its default.
 * @throws {RangeError} An unknown flag, or a value that is not a whole number of at least 1.
 */
export function numberOptions<Names extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Names, number>>,
): Record<Names, number> {
  const names = Object.keys(defaults) as Names[];
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ args: [...args], options });
  const numbers: Record<Names, number> = { ...defaults };
  for (const name of names) {
    const text = values[name];
    if (text === undefined) continue;
    numbers[name] = Number(text);
    if (!Number.isSafeInteger(numbers[name]) || numbers[name] < 1) {
      throw new RangeError(`--${name} must be a whole number of at least 1, got "${text}"`);
    }
  }
  return numbers;
}

/**
 * Whether the only flag there is was given.
 *
 * @throws {TypeError} Anything else was given.
 */
export function booleanOption(args: readonly string[], name: string): boolean {
  const { values } = parseArgs({ args: [...args], options: { [name]: { type: "boolean" } } });
  return values[name] === true;
}
