import type { LazyPartition } from "../partition/mod.ts";
import type { Strategy } from "./strategy.ts";
import { sum } from "../numbers/mod.ts";

/** The clients' weights in the mean of a round: their images n_k, as in FedAvg's paper, or the same for all. */
export type Weights = "images" | "uniform";

/** What the weights depend on. */
interface Weighed {
  readonly partition: LazyPartition;
  readonly weights?: Weights;
  readonly strategy: Strategy;
}

/** The weights that were chosen; else those of the strategy; else the images. */
export function weightsOf({ weights, strategy }: Weighed): Weights {
  return weights ?? (strategy.countsAlike ? "uniform" : "images");
}

/** The weight of a client: n_k, or 1. */
export function clientWeight(options: Weighed, client: number): number {
  return weightsOf(options) === "uniform" ? 1 : options.partition.at(client)!.length;
}

/** Each client's share of the objective of all N clients: n_k / n, or 1 / N. */
export function clientShares(options: Weighed): Float64Array {
  const { length } = options.partition;
  const weights = Float64Array.from({ length }, (_, client) => clientWeight(options, client));
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}
