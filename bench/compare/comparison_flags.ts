import { UsageError } from "../../lib/errors/mod.ts";
import { wholeNumber } from "../../commands/shared/whole_number.ts";

/** Eight pairs agree by chance once in 128 times. */
export const PAIRS = 8;

/** The flags of a comparison, and what is left for the benchmark. */
export interface ComparisonFlags {
  /** A branch, a tag or a commit; absent: nothing is compared. */
  readonly base?: string;
  /** How many pairs of runs. */
  readonly pairs: number;
  /** All other arguments. */
  readonly rest: readonly string[];
}

/**
 * Takes `--compare BASE` and `--pairs N` out of the arguments of a benchmark.
 *
 * @throws {UsageError} One of them without its value, or `--pairs` with a wrong one or alone.
 */
export function comparisonFlags(args: readonly string[]): ComparisonFlags {
  const { value: base, rest: others } = takeFlag(args, "--compare");
  const { value: pairs, rest } = takeFlag(others, "--pairs");
  if (pairs === undefined) return { base, pairs: PAIRS, rest };
  if (base === undefined) throw new UsageError("--pairs is for --compare: how many pairs of runs.");
  return { base, pairs: wholeNumber("--pairs", 1)(pairs), rest };
}

function takeFlag(args: readonly string[], flag: string): { value?: string; rest: readonly string[] } {
  const at = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (at < 0) return { rest: args };
  const inline = args[at].slice(flag.length + 1), taken = args[at] === flag ? 2 : 1;
  const value = taken === 1 ? inline : args[at + 1] ?? "";
  if (value === "" || value.startsWith("-")) throw new UsageError(`${flag} needs a value.`);
  const rest = args.toSpliced(at, taken);
  if (rest.some((arg) => arg === flag || arg.startsWith(`${flag}=`))) {
    throw new UsageError(`${flag} is given twice.`);
  }
  return { value, rest };
}
