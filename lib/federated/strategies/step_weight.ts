import type { Optimizer } from "../../engine/mod.ts";
import type { RunFacts } from "../run_facts.ts";

/**
 * ‖a‖₁ in FedNova: how often a client's gradients count in its Δ_k, which is η Σ a_i g_i. Plain SGD: τ. With
 * momentum ρ: [τ − ρ (1 − ρ^τ) / (1 − ρ)] / (1 − ρ), arXiv 2007.07481, section 4.
 *
 * @throws {RangeError} For Adam, which rescales each gradient.
 */
export function stepWeight(optimizer: Optimizer, steps: number): number {
  if (optimizer.kind !== "sgd") throw new RangeError(`stepWeight: only sgd has one, got ${optimizer.kind}`);
  const { momentum: rho } = optimizer;
  return (steps - rho * (1 - rho ** steps) / (1 - rho)) / (1 - rho);
}

/**
 * Why Δ_k is not η Σ a_i g_i, of the client's own gradients, in such a run; undefined where it is.
 *
 * @param claim What it is needed for, up to "with the optimizer sgd".
 */
export function notGradientSums({ optimizer, proximal }: RunFacts, claim: string): string | undefined {
  if (optimizer.kind === "adam") return `${claim} with the optimizer sgd, not with adam`;
  if (proximal) return `${claim} without a proximal term, whose pull is in Δ_k as well`;
}
