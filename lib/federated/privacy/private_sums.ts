import type { Random } from "../../random/mod.ts";

/** Numbers of one kind in a client's sums. */
export interface SumPart {
  /** How many. */
  readonly length: number;
  /** The norm that one usual image adds to: what the part is measured in beside the others. */
  readonly unit: number;
}

/** How differential privacy treats the sums that clients send in exchanges. */
export interface PrivateSums {
  /** A client's sums, shortened to the norm that one client may have. */
  bound(sums: Float64Array, parts: readonly SumPart[]): Float64Array;
  /** The total of all clients, with noise that hides any one of them. */
  cover(total: Float64Array, parts: readonly SumPart[], random: Random): Float64Array;
}
