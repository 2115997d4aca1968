import type { Strategy } from "../strategy.ts";
import { addScaled, divide, stepAlong } from "../vectors.ts";
import { notGradientSums, stepWeight } from "./step_weight.ts";

/**
 * FedNova, Wang et al. 2020 (arXiv 2007.07481, section 4): clients that do more steps do not pull harder.
 * w ← w − (Σ p_k a_k) Σ p_k Δ_k / a_k, with a_k the weight of client k's gradients in Δ_k: its steps τ_k where it
 * has no momentum.
 */
export function fedNova(): Strategy<null> {
  return {
    name: "FedNova",
    refusal: (run) =>
      notGradientSums(run, "it divides Δ_k by the weight of the gradients in it, which is known"),
    async aggregate({ parameters, optimizer }, updates) {
      const direction = new Float64Array(parameters.length);
      let total = 0, reach = 0;
      for await (const { weight, steps, delta } of updates) {
        const a = stepWeight(optimizer, steps);
        addScaled(direction, weight / a, delta);
        total += weight;
        reach += weight * a;
      }
      return { parameters: stepAlong(parameters, divide(direction, total), reach / total), state: null };
    },
  };
}
