import type { Strategy } from "../strategy.ts";
import { stepAlong } from "../vectors.ts";

/** FedAvgM's settings. */
export interface FedAvgMOptions {
  /** β: the share of its last direction that the server keeps; default 0.9. */
  readonly momentum?: number;
  /** η_s: how far the server goes along its direction; default 1. */
  readonly serverRate?: number;
}

/**
 * FedAvgM, Hsu et al. 2019 (arXiv 1909.06335): FedAvg with momentum at the server,
 * m ← β m + Σ p_k Δ_k, w ← w − η_s m.
 */
export function fedAvgM({ momentum = 0.9, serverRate = 1 }: FedAvgMOptions = {}): Strategy<Float64Array> {
  return {
    name: "FedAvgM",
    init: (parameters) => new Float64Array(parameters.length),
    step({ parameters, state }, mean) {
      const m = new Float64Array(mean.length);
      for (let i = 0; i < m.length; i++) m[i] = momentum * state[i] + mean[i];
      return { parameters: stepAlong(parameters, m, serverRate), state: m };
    },
  };
}
