import { checkedConfig } from "../settings/checked_config.ts";
import type { ExperimentConfig, Settings } from "../settings/config.ts";
import { UsageError } from "../../errors/mod.ts";
import { reasonWithoutEffect } from "../settings/without_effect.ts";
import type { Sweep } from "./sweep_file.ts";
import { sumOf } from "../../numbers/mod.ts";

/** One combination of the axes' values. */
export interface Cell {
  /** The values' names, in the order of the axes. */
  readonly names: readonly string[];
  /** What is run, with each of its seeds. */
  readonly config: ExperimentConfig;
}

/** A sweep of more runs was not meant. */
const MOST_RUNS = 10_000;

/**
 * All combinations, the last axis varied first. Flags override the base, the axes' values override both.
 *
 * @throws {UsageError} A combination that cannot be run, by its names; more than 10,000 runs.
 */
export function cellsOf({ base, axes }: Sweep, flags: Settings): Cell[] {
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_RUNS) throw tooMany(`${count} combinations`);
  let combinations: { names: string[]; settings: Settings }[] = [{
    names: [],
    settings: { ...base, ...flags },
  }];
  for (const { values } of axes) {
    combinations = combinations.flatMap(({ names, settings }) =>
      values.map((value) => ({ names: [...names, value.name], settings: { ...settings, ...value.settings } }))
    );
  }
  // What a setting of the base changes may be another combination than this.
  const effective = new Set<string>(), vain = new Map<string, string>();
  const cells = combinations.map(({ names, settings: { experiment, ...rest } }) => {
    const name = names.join(", ");
    if (experiment === undefined || experiment === "compare") {
      throw new UsageError(
        `${name}: each combination needs one experiment, from the base or an axis; got ${
          experiment ?? "none"
        }.`,
      );
    }
    try {
      const config = checkedConfig({ experiment, ...rest });
      for (const key of Object.keys(rest) as (keyof Settings)[]) {
        const reason = reasonWithoutEffect(key, config);
        if (reason === undefined) effective.add(key);
        else vain.set(key, reason);
      }
      return { names, config };
    } catch (error) {
      throw error instanceof UsageError ? new UsageError(`${name}: ${error.message}`) : error;
    }
  });
  for (const [key, reason] of vain) {
    if (!effective.has(key)) throw new UsageError(`"${key}" has no effect in any combination: ${reason}.`);
  }
  const runs = sumOf(cells, ({ config }) => config.seeds);
  if (runs > MOST_RUNS) throw tooMany(`${runs} runs`);
  return cells;
}

function tooMany(got: string): UsageError {
  return new UsageError(`A sweep has at most ${MOST_RUNS} runs, this one has ${got}.`);
}
