import type { Strategy } from "../strategy.ts";
import { sumsUnguarded } from "./collect.ts";
import { addScaled, clippingFactor, divide, stepAlong } from "../vectors.ts";

/** Norm clipping's setting. */
export interface NormClippingOptions {
  /** C: longer updates are shortened to this norm; default 1. */
  readonly norm?: number;
}

/**
 * Norm clipping, Sun et al. 2019 (arXiv 1911.07963): FedAvg of Δ_k · min(1, C / ‖Δ_k‖). No client moves the
 * model further than C in a round, so scaling an update up gains nothing.
 */
export function normClipping({ norm = 1 }: NormClippingOptions = {}): Strategy<null> {
  return {
    name: "Norm clipping",
    refusal: sumsUnguarded,
    async aggregate({ parameters }, updates) {
      const sum = new Float64Array(parameters.length);
      let total = 0;
      for await (const { weight, delta } of updates) {
        addScaled(sum, weight * clippingFactor(delta, norm), delta);
        total += weight;
      }
      return { parameters: stepAlong(parameters, divide(sum, total), 1), state: null };
    },
  };
}
