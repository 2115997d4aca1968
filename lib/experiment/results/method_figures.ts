import { sumOf } from "../../numbers/mod.ts";
import { type Spread, spread } from "./spread.ts";

/** What the figures of a method are made of: one finished round. */
export interface MeasuredRound {
  /** Which round, from 1. */
  readonly round: number;
  /** Test accuracy after it, 0 to 1. */
  readonly accuracy: number;
  /** Bytes the clients sent. */
  readonly uploadBytes: number;
  /** Bytes sent to the clients. */
  readonly downloadBytes: number;
  /** Seconds by the simulated clock. */
  readonly simulatedSeconds: number;
  /** Seconds by this machine's clock, evaluation included. */
  readonly wallSeconds: number;
}

/** A method's accuracies and what they cost. */
export interface MethodFigures {
  /** Rounds that every seed finished. */
  readonly rounds: number;
  /** Test accuracy after the last round. */
  readonly lastAccuracy: Spread;
  /** Test accuracy after the best round: chosen on the test set, so an optimistic figure. */
  readonly bestAccuracy: Spread;
  /** That best round, for each seed. */
  readonly bestRounds: readonly number[];
  /** Wall time of all rounds, evaluation included. */
  readonly wallSeconds: Spread;
  /** Bytes the clients sent, all rounds of one seed. */
  readonly uploadBytes: number;
  /** Bytes sent to the clients. */
  readonly downloadBytes: number;
  /** Time of all rounds by the simulated clock. */
  readonly simulatedSeconds: Spread;
}

/**
 * The figures of a method.
 *
 * @param seeds The rounds of each seed, at least one.
 */
export function methodFigures(seeds: readonly (readonly MeasuredRound[])[]): MethodFigures {
  const best = seeds.map((rounds) => rounds.reduce((a, b) => b.accuracy > a.accuracy ? b : a));
  const totals = (of: "wallSeconds" | "simulatedSeconds") =>
    spread(seeds.map((rounds) => sumOf(rounds, (round) => round[of])));
  return {
    rounds: Math.min(...seeds.map((rounds) => rounds.length)),
    lastAccuracy: spread(seeds.map((rounds) => rounds.at(-1)!.accuracy)),
    bestAccuracy: spread(best.map(({ accuracy }) => accuracy)),
    bestRounds: best.map(({ round }) => round),
    wallSeconds: totals("wallSeconds"),
    uploadBytes: sumOf(seeds[0], ({ uploadBytes }) => uploadBytes),
    downloadBytes: sumOf(seeds[0], ({ downloadBytes }) => downloadBytes),
    simulatedSeconds: totals("simulatedSeconds"),
  };
}
