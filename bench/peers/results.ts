import type { Machine } from "../machine.ts";
import { type Spread, spread } from "../spread.ts";
import { type Group, OURS } from "./contenders.ts";

/** One run of one contender. */
export interface Repeat {
  /** Milliseconds a step, or seconds a round: the median of the run's blocks or rounds. */
  readonly time: number;
  /** Milliseconds of evaluating 32 images; steps only. */
  readonly evaluationMilliseconds?: number;
  /** Processor milliseconds a step; steps only. */
  readonly cpuMilliseconds?: number;
  /** Test accuracy after the last round; experiments only. */
  readonly accuracy?: number;
  /** From the command to the end of the first training step. */
  readonly firstStepSeconds: number;
  /** The most memory held at a time, all processes together. */
  readonly peakBytes: number;
}

/** All runs of one contender. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly group: Group;
  /** The n-th stands beside the n-th of the others: they ran in turn. */
  readonly repeats: readonly Repeat[];
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
  /** Day of the run. */
  readonly date: string;
  readonly machine: Machine;
  /** The command that gives this again. */
  readonly command: string;
  /** Images of the experiment, tested ones included. */
  readonly images: number;
  /** Whether steps were pinned to their cores. */
  readonly pinned: boolean;
  readonly results: readonly Result[];
  readonly missing: readonly Missing[];
}

/** Our time over another's, repeat by repeat; nothing where ours did not run. */
export function ratio(results: readonly Result[], other: Result): Spread | undefined {
  const ours = results.find(({ title, group }) => title === OURS && group === other.group);
  if (!ours || ours === other) return undefined;
  const pairs = Math.min(ours.repeats.length, other.repeats.length);
  return spread(Array.from({ length: pairs }, (_, i) => ours.repeats[i].time / other.repeats[i].time));
}
