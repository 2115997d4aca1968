import type { Random } from "../../random/mod.ts";
import type { RunFacts } from "../run_facts.ts";

/** Numbers of one kind in a client's sums. */
export interface SumPart {
  /** How many. */
  readonly length: number;
  /** The norm that one usual image adds to: what the part is measured in beside the others. */
  readonly unit: number;
}

/** What has been let out under differential privacy so far. */
export interface Spent {
  /** Rounds of training. */
  readonly rounds: number;
  /** Sums of exchanges, to each of which all clients were asked to add. */
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
