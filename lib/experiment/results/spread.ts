import { mean, percent } from "../../numbers/mod.ts";

/** A figure over the seeds. */
export interface Spread {
  /** Their mean. */
  readonly mean: number;
  /** The least. */
  readonly min: number;
  /** The greatest. */
  readonly max: number;
  /** One for each seed. */
  readonly each: readonly number[];
}

/** A figure over the seeds, of one value each. */
export function spread(each: readonly number[]): Spread {
  return { mean: mean(each), min: Math.min(...each), max: Math.max(...each), each };
}

/** Shares as percentages: the mean, and the range where there are several seeds, "57.4 % (56.0 %–58.1 %)". */
export function spreadText({ mean, min, max, each }: Spread): string {
  return each.length > 1 ? `${percent(mean, 1)} (${percent(min, 1)}–${percent(max, 1)})` : percent(mean, 1);
}
