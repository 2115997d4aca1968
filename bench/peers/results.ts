import type { Machine } from "../machine.ts";
import { type Spread, spread } from "../spread.ts";
import { comparedWith, type Group } from "./contenders.ts";

/** One run of one contender. */
export interface Repeat {
  /** Milliseconds a step, or seconds a round: the median of the run's blocks or rounds. */
  readonly time: number;
  /** The same of the processors' time, all processes together; nothing where it can't be told. */
  readonly processor?: number;
  /** Milliseconds of evaluating 32 images; steps only. */
  readonly evaluationMilliseconds?: number;
  /** Test accuracy after the last round; experiments only. */
  readonly accuracy?: number;
  /** From the command to the end of the first training step. */
  readonly firstStepSeconds: number;
  /** The most memory held at a time, all processes together. */
  readonly peakBytes: number;
  /** Cores that other programs kept busy just before. */
  readonly busyCores?: number;
}

/** All runs of one contender. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly group: Group;
  /** How it was set, and for which other contender this setting was tried: see Contender. */
  readonly settings?: string;
  readonly triedFor?: string;
  /** Day of the runs. */
  readonly date: string;
  readonly repeats: readonly Repeat[];
  /** The times of what it is compared with over its own, of runs side by side; nothing for ours. */
  readonly ratios?: { readonly time: readonly number[]; readonly processor: readonly number[] };
  readonly versions: Readonly<Record<string, string>>;
}

/** A contender that did not run. */
export interface Missing {
  readonly name: string;
  readonly title: string;
  readonly group: Group;
  readonly reason: string;
}

/** What results.json holds. */
export interface Results {
  /** The machine, before the last of the runs. */
  readonly machine: Machine;
  /** The command that gives all of this again. */
  readonly command: string;
  /** Images of the experiment, tested ones included. */
  readonly images: number;
  /** Whether steps were pinned to their cores. */
  readonly pinned: boolean;
  readonly results: readonly Result[];
  readonly missing: readonly Missing[];
}

/**
 * Results with their ratios: what each is compared with over itself, repeat by repeat. The n-th repeats of all stand
 * side by side: they ran in turn.
 */
export function withRatios(results: readonly Result[]): readonly Result[] {
  return results.map((result) => {
    const other = results.find(({ name }) => name === comparedWith(result)?.name);
    if (!other) return result;
    const pairs = result.repeats.slice(0, other.repeats.length).map((own, i) => [other.repeats[i], own]);
    return {
      ...result,
      ratios: {
        time: pairs.map(([its, own]) => its.time / own.time),
        processor: pairs.flatMap(([its, own]) =>
          its.processor === undefined || own.processor === undefined ? [] : [its.processor / own.processor]
        ),
      },
    };
  });
}

/** The spread of a result's ratios; nothing where there are none. */
export function ratio({ ratios }: Result, of: "time" | "processor" = "time"): Spread | undefined {
  return ratios && ratios[of].length > 0 ? spread(ratios[of]) : undefined;
}

/**
 * What was stored, with new results in place of those of the same names; what ran only to be compared with stays as it
 * was. Stored ones of another machine or of other amounts are dropped: they would not stand beside the new ones.
 *
 * @param asked The names that were asked for.
 * @param order All names, in the order to keep.
 */
export function merged(
  stored: Results | undefined,
  fresh: Results,
  asked: ReadonlySet<string>,
  order: readonly string[],
): Results {
  if (!stored || !comparable(stored, fresh)) return fresh;
  const shown = new Set(stored.results.map(({ name }) => name));
  const isNew = ({ name }: { readonly name: string }) => asked.has(name) || !shown.has(name);
  const added = { results: fresh.results.filter(isNew), missing: fresh.missing.filter(isNew) };
  const names = new Set([...added.results, ...added.missing].map(({ name }) => name));
  const kept = <T extends { readonly name: string }>(old: readonly T[], added: readonly T[]) =>
    [...old.filter(({ name }) => order.includes(name) && !names.has(name)), ...added]
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return {
    ...fresh,
    results: kept(stored.results, added.results),
    missing: kept(stored.missing, added.missing),
  };
}

function comparable(a: Results, b: Results): boolean {
  return a.images === b.images && a.pinned === b.pinned && a.machine.processor === b.machine.processor &&
    a.machine.cores === b.machine.cores && a.machine.system === b.machine.system;
}
