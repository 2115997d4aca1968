import { UsageError } from "../../lib/errors/mod.ts";

/**
 * What reads a flag's whole number of at least `least`.
 *
 * @param flag The flag: "--seed".
 * @returns A function that throws a {@link UsageError}, with the rule and the text, where a text is no such number.
 */
export function wholeNumber(flag: string, least: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text))) {
      return Number(text);
    }
    throw new UsageError(`${flag} must be a whole number of at least ${least}, got "${text}".`);
  };
}
