import type { Partition } from "../partition/mod.ts";
import type { Strategy } from "./strategy.ts";
import { sum } from "../numbers/mod.ts";

/** The clients' weights in the mean of a round: their images n_k, as in FedAvg's paper, or the same for all. */
export type Weights = "images" | "uniform";

/** What the weights depend on. */
interface Weighed {
  readonly partition: Partition;
  readonly weights?: Weights;
  readonly strategy: Strategy;
}

/** The weights that were chosen; else those of the strategy; else the images. */
export function weightsOf({ weights, strategy }: Weighed): Weights {
  return weights ?? (strategy.countsAlike ? "uniform" : "images");
}

/** The weight of each client: n_k, or 1. */
export function clientWeights(options: Weighed): number[] {
  return options.partition.map(({ length }) => weightsOf(options) === "uniform" ? 1 : length);
}

/** Each client's share of the objective of all N clients: n_k / n, or 1 / N. */
export function clientShares(options: Weighed): Float64Array {
  const weights = clientWeights(options), total = sum(weights);
  return Float64Array.from(weights, (weight) => weight / total);
}
