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
    client: (_, { kept: h }) => ({ proximal: alpha, ...(h && { linear: negative(h) }) }),
    conclude(_, { kept: h }, { delta }) {
      const kept = new Float32Array(delta.length);
      for (let i = 0; i < delta.length; i++) kept[i] = (h ? h[i] : 0) + alpha * delta[i];
      return { kept };
    },
    async aggregate({ parameters, state, shares }, updates) {
      const mean = new Float64Array(parameters.length), change = new Float64Array(parameters.length);
      let total = 0;
      for await (const { client, weight, delta } of updates) {
        addScaled(mean, weight, delta);
        addScaled(change, shares[client], delta);
        total += weight;
      }
      const h = state.slice(), direction = divide(mean, total);
      addScaled(h, alpha, change);
      for (let i = 0; i < h.length; i++) direction[i] += h[i] / alpha;
      return { parameters: stepAlong(parameters, direction, 1), state: h };
    },
  };
}

function negative(v: Float32Array): Float32Array {
  const result = new Float32Array(v.length);
  for (let i = 0; i < v.length; i++) result[i] = -v[i];
  return result;
}
