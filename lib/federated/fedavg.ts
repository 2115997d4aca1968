import { sharedFloats } from "../engine/mod.ts";
import type { RoundContext } from "./round_context.ts";
import type { Aggregate, ClientUpdate, Strategy } from "./strategy.ts";

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
    async aggregate({ parameters }: RoundContext, updates): Promise<Aggregate<null>> {
      const mean = await meanUpdate(parameters.length, updates);
      return { parameters: stepAlong(parameters, mean, serverRate), state: null };
    },
  };
}

/** Σ p_k Δ_k with p_k = n_k / Σ n: a running sum in double precision, in the clients' order. */
export async function meanUpdate(
  length: number,
  updates: AsyncIterable<ClientUpdate>,
): Promise<Float64Array> {
  const sum = new Float64Array(length);
  let total = 0;
  for await (const { images, delta } of updates) {
    for (let i = 0; i < length; i++) sum[i] += images * delta[i];
    total += images;
  }
  for (let i = 0; i < length; i++) sum[i] /= total;
  return sum;
}

/** w − rate · direction, on shared memory: what the workers read is never written again. */
export function stepAlong(
  parameters: Float32Array,
  direction: Float64Array | Float32Array,
  rate: number,
): Float32Array {
  const next = sharedFloats(parameters.length);
  for (let i = 0; i < next.length; i++) next[i] = parameters[i] - rate * direction[i];
  return next;
}
