import type { Partition } from "../partition/mod.ts";
import type { Strategy } from "./strategy.ts";
import { sum } from "../numbers/mod.ts";

/** What clients weigh in the mean of a round: their images n_k, as in FedAvg's paper, or all alike. */
export type Weights = "images" | "uniform";

/** What decides it. */
interface Weighed {
  readonly partition: Partition;
  readonly weights?: Weights;
  readonly strategy: Strategy;
}

/** As was chosen; else as the strategy is defined; else by images. */
export function weightsOf({ weights, strategy }: Weighed): Weights {
  return weights ?? (strategy.countsAlike ? "uniform" : "images");
}

/** What each client weighs: n_k, or 1. */
export function clientWeights(options: Weighed): number[] {
  return options.partition.map(({ length }) => weightsOf(options) === "uniform" ? 1 : length);
}

/** Each client's share of what is minimised, of all N clients together: n_k / n, or 1 / N. */
export function clientShares(options: Weighed): Float64Array {
  const weights = clientWeights(options), total = sum(weights);
  return Float64Array.from(weights, (weight) => weight / total);
}
