import { sharedFloats } from "../engine/mod.ts";
import type { ClientUpdate, Strategy } from "./strategy.ts";

/**
 * FedAvg, McMahan et al. 2017 (arXiv 1602.05629, algorithm 1): w^{t+1} = Σ (n_k / n) w_k, written as
 * w^t − Σ p_k Δ_k with Δ_k = w^t − w_k.
 */
export function fedAvg(): Strategy<null> {
  return {
    name: "FedAvg",
    init: () => null,
    async aggregate(parameters, updates) {
      const mean = await meanUpdate(parameters, updates);
      const next = sharedFloats(parameters.length);
      for (let i = 0; i < next.length; i++) next[i] = parameters[i] - mean[i];
      return { parameters: next, state: null };
    },
  };
}

/** Σ p_k Δ_k with p_k = n_k / Σ n: a running sum in double precision, in the clients' order. */
export async function meanUpdate(
  parameters: Float32Array,
  updates: AsyncIterable<ClientUpdate>,
): Promise<Float64Array> {
  const sum = new Float64Array(parameters.length);
  let total = 0;
  for await (const { images, parameters: local } of updates) {
    for (let i = 0; i < sum.length; i++) sum[i] += images * (parameters[i] - local[i]);
    total += images;
  }
  for (let i = 0; i < sum.length; i++) sum[i] /= total;
  return sum;
}
