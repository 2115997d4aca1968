import type { Strategy } from "../strategy.ts";
import { addScaled, stepAlong } from "../vectors.ts";

/** FedDyn's setting. */
export interface FedDynOptions {
  /** α: how strongly clients are held near the global model; default 0.01. */
  readonly alpha?: number;
}

/**
 * FedDyn, Acar et al. 2021 (arXiv 2111.04263, algorithm 1): each client's loss gets a linear and a proximal term
 * that make the clients' minima meet in the global one. Client: loss − ⟨h_k, w⟩ + (α/2) ‖w − w^t‖², then
 * h_k ← h_k + α Δ_k. Server: h ← h + (α / N) Σ Δ_k; w ← w^t − mean Δ_k − h / α.
 */
export function fedDyn({ alpha = 0.01 }: FedDynOptions = {}): Strategy<Float64Array, Float32Array> {
  return {
    name: "FedDyn",
    init: ({ length }) => new Float64Array(length),
    client: (_, { kept: h }) => ({ proximal: alpha, ...(h && { linear: h.map((value) => -value) }) }),
    conclude: (_, { kept: h }, { delta }) => ({
      kept: Float32Array.from(delta, (value, i) => (h?.[i] ?? 0) + alpha * value),
    }),
    async aggregate({ parameters, state, clients }, updates) {
      const sum = new Float64Array(parameters.length);
      let participants = 0;
      for await (const { delta } of updates) {
        addScaled(sum, 1, delta);
        participants++;
      }
      const h = state.map((value, i) => value + alpha * sum[i] / clients);
      const direction = sum.map((value, i) => value / participants + h[i] / alpha);
      return { parameters: stepAlong(parameters, direction, 1), state: h };
    },
  };
}
