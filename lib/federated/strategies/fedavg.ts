import type { Strategy } from "../strategy.ts";
import { stepAlong } from "../vectors.ts";

/** FedAvg's setting. */
export interface FedAvgOptions {
  /** η_s: how far the server goes along the mean update; default 1. */
  readonly serverRate?: number;
}

/**
 * FedAvg, McMahan et al. 2017 (arXiv 1602.05629, algorithm 1): w^{t+1} = Σ p_k w_k with p_k = n_k / Σ n, written
 * as w^t − η_s Σ p_k Δ_k with Δ_k = w^t − w_k; η_s = 1 is theirs.
 */
export function fedAvg({ serverRate = 1 }: FedAvgOptions = {}): Strategy<null> {
  return {
    name: "FedAvg",
    step: ({ parameters }, mean) => ({ parameters: stepAlong(parameters, mean, serverRate), state: null }),
  };
}
