import type { Optimizer } from "../../engine/mod.ts";

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
