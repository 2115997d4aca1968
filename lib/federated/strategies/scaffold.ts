import type { Strategy } from "../strategy.ts";
import { addScaled, difference, divide, stepAlong } from "../vectors.ts";
import { notGradientSums, stepWeight } from "./step_weight.ts";

/** SCAFFOLD's setting. */
export interface ScaffoldOptions {
  /** η_s: how far the server goes along the mean update; default 1. */
  readonly serverRate?: number;
}

/**
 * SCAFFOLD, Karimireddy et al. 2020 (arXiv 1910.06378, algorithm 1, option II): control variates take out of a
 * client's gradient what is its own. Client: gradient − c_k + c, then c_k⁺ = c_k − c + Δ_k / (τ_k η); it sends Δ_k
 * and c_k⁺ − c_k. Server: w ← w − η_s Σ p_k Δ_k; c ← c + Σ s_k (c_k⁺ − c_k), with p_k client k's share of the round's
 * weights and s_k its share of all N clients', so that c = Σ s_k c_k; where clients count alike these are the paper's
 * means. With momentum, τ_k is the weight that the gradients have in Δ_k, so that Δ_k / (a_k η) is still their mean.
 */
export function scaffold({ serverRate = 1 }: ScaffoldOptions = {}): Strategy<Float32Array, Float32Array> {
  return {
    name: "SCAFFOLD",
    refusal: (run) =>
      notGradientSums(run, "its control variates are means of gradients, which Δ_k / (τ_k η) is"),
    init: ({ length }) => new Float32Array(length),
    sentDown: (c) => c,
    client({ state: c }, { kept: own }) {
      return { linear: own ? difference(c, own) : c };
    },
    conclude({ state: c, optimizer }, { kept: own }, { steps, delta }) {
      const reach = stepWeight(optimizer, steps) * optimizer.learningRate;
      const change = new Float32Array(c.length);
      for (let i = 0; i < c.length; i++) change[i] = delta[i] / reach - c[i];
      if (!own) return { kept: change, sent: change };
      const kept = new Float32Array(c.length);
      for (let i = 0; i < c.length; i++) kept[i] = own[i] + change[i];
      return { kept, sent: change };
    },
    async aggregate({ parameters, state: c, shares }, updates) {
      const mean = new Float64Array(parameters.length), change = new Float64Array(parameters.length);
      let total = 0;
      for await (const { client, weight, delta, sent } of updates) {
        addScaled(mean, weight, delta);
        addScaled(change, shares[client], sent!);
        total += weight;
      }
      const next = new Float32Array(c.length);
      for (let i = 0; i < c.length; i++) next[i] = c[i] + change[i];
      return { parameters: stepAlong(parameters, divide(mean, total), serverRate), state: next };
    },
  };
}
