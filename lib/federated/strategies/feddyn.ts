import type { Strategy } from "../strategy.ts";
import { addScaled, divide, stepAlong } from "../vectors.ts";

/** FedDyn's setting. */
export interface FedDynOptions {
  /** α: how strongly clients are held near the global model; default 0.01. */
  readonly alpha?: number;
}

/**
 * FedDyn, Acar et al. 2021 (arXiv 2111.04263, algorithm 1): each client's loss gets a linear and a proximal term
 * that make the clients' minima meet in the global one. Client: loss − ⟨h_k, w⟩ + (α/2) ‖w − w^t‖², then
 * h_k ← h_k + α Δ_k. Server: h ← h + α Σ s_k Δ_k; w ← w^t − Σ p_k Δ_k − h / α, with p_k client k's share of the round's
 * weights and s_k its share of all N clients'; where clients count alike these are the paper's means.
 */
export function fedDyn({ alpha = 0.01 }: FedDynOptions = {}): Strategy<Float64Array, Float32Array> {
  return {
    name: "FedDyn",
    init: ({ length }) => new Float64Array(length),
    client: (_, { kept: h }) => ({ proximal: alpha, ...(h && { linear: h.map((value) => -value) }) }),
    conclude: (_, { kept: h }, { delta }) => ({
      kept: Float32Array.from(delta, (value, i) => (h?.[i] ?? 0) + alpha * value),
    }),
    async aggregate({ parameters, state, shares }, updates) {
      const mean = new Float64Array(parameters.length), change = new Float64Array(parameters.length);
      let total = 0;
      for await (const { client, weight, delta } of updates) {
        addScaled(mean, weight, delta);
        addScaled(change, shares[client], delta);
        total += weight;
      }
      const h = state.map((value, i) => value + alpha * change[i]);
      const direction = divide(mean, total).map((value, i) => value + h[i] / alpha);
      return { parameters: stepAlong(parameters, direction, 1), state: h };
    },
  };
}
