import type { Random } from "../../random/mod.ts";
import type { RunFacts } from "../run_facts.ts";

/** Numbers of one kind in a client's sums. */
export interface SumPart {
  /** How many numbers. */
  readonly length: number;
  /** About the norm of what one usual image adds: the unit in which this part is compared with the others. */
  readonly unit: number;
}

/** What has been released under differential privacy so far. */
export interface Spent {
  /** Rounds of training. */
  readonly rounds: number;
  /** Totals asked for in exchanges, each of all clients. */
  readonly sums: number;
}

/** How a strategy keeps differential privacy. */
export interface Privacy {
  /** ε of the (ε, δ) that has been spent so far in such a run. */
  epsilon(run: RunFacts, spent: Spent): number;
  /** A client's sums in an exchange, shortened to the norm that one client may have. */
  bound(sums: Float64Array, parts: readonly SumPart[]): Float64Array;
  /** The total of all clients' sums in an exchange, with noise that hides any one client. */
  cover(total: Float64Array, parts: readonly SumPart[], random: Random): Float64Array;
}
