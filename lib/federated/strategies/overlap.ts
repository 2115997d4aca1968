import type { RoundContext } from "../round_context.ts";
import type { Strategy } from "../strategy.ts";
import { addScaled, divide, stepAlong } from "../vectors.ts";
import { notGradientSums, stepWeight } from "./step_weight.ts";

/** Overlap-FedAvg's settings. To see what a part contributes, set λ, μ or both to 0, or the staleness to 0. */
export interface OverlapOptions {
  /** λ: how much of the staleness is compensated; default 0.2. */
  readonly lambda?: number;
  /** μ: Nesterov's momentum at the server; default 0, as any slowed what was measured. */
  readonly mu?: number;
  /** Rounds that the model trained on is old: 1, or 0 for comparison. */
  readonly staleness?: 0 | 1;
}

/** What its server keeps. */
export interface OverlapState {
  /** w^{t−1}, which clients trained on while w^t was being made. */
  readonly previous: Float32Array;
  /** m, the momentum. */
  readonly momentum: Float64Array;
}

/**
 * Overlap-FedAvg, Zhou et al. 2020 (arXiv 2012.06706): clients train on while the last round is exchanged, so
 * their D_k = w^{t−1} − w_k start from a model one round old. With g = Σ p_k D_k, the staleness is compensated
 * as in DC-ASGD (arXiv 1609.08326): ĝ = g + (λ / η_eff) (Σ p_k D_k²) ⊙ (w^t − w^{t−1}), where
 * η_eff = η · local steps makes D_k / η_eff a gradient; then Nesterov: m ← μ (m + ĝ − g) + ĝ; w ← w^t − m.
 */
export function overlapFedAvg(
  { lambda = 0.2, mu = 0, staleness = 1 }: OverlapOptions = {},
): Strategy<OverlapState> {
  const broadcast = ({ parameters, state }: RoundContext<OverlapState>) =>
    staleness === 1 ? state.previous : parameters;
  return {
    name: "Overlap-FedAvg",
    overlaps: staleness === 1,
    refusal: (run) => {
      const { sampledFraction, exchanges } = run;
      const reason = lambda > 0 &&
        notGradientSums(run, "its compensation takes D_k / (η · steps) for a gradient, which it is");
      if (reason) return `${reason}; lambda=0 does without`;
      if (staleness === 1 && exchanges) {
        return "its clients train on the model of the round before, which a round that exchanges sums has replaced";
      }
      if (staleness === 1 && sampledFraction < 1) {
        return "a client can train on only where it took part in the last round too: the sampled share must be 1";
      }
    },
    init: (parameters) => ({ previous: parameters, momentum: new Float64Array(parameters.length) }),
    broadcast,
    async aggregate(round, updates) {
      const { parameters, state, optimizer } = round;
      const { length } = parameters, trainedOn = broadcast(round);
      const g = new Float64Array(length), squares = new Float64Array(length);
      let total = 0, reach = 0;
      for await (const update of updates) {
        addScaled(g, update.weight, update.delta);
        if (lambda > 0) {
          addSquares(squares, update.weight, update.delta);
          reach += update.weight * stepWeight(optimizer, update.steps);
        }
        total += update.weight;
      }
      divide(g, total);
      const factor = lambda > 0 ? lambda / (optimizer.learningRate * reach) : 0; // the weights' Σ n cancels
      const momentum = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        const compensation = factor * squares[i] * (parameters[i] - trainedOn[i]);
        momentum[i] = mu * (state.momentum[i] + compensation) + g[i] + compensation;
      }
      return { parameters: stepAlong(parameters, momentum, 1), state: { previous: parameters, momentum } };
    },
  };
}

/** into ← into + factor · v². */
function addSquares(into: Float64Array, factor: number, v: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] += factor * v[i] * v[i];
}
