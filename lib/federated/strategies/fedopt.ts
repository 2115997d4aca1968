import type { Strategy } from "../strategy.ts";
import { stepAlong } from "../vectors.ts";

/** Settings of the servers with an adaptive rate. */
export interface FedOptOptions {
  /** η_s, the server's learning rate; default 0.01. */
  readonly serverRate?: number;
  /** β₁, the decay of the first moment; default 0.9, for FedAdagrad 0. */
  readonly beta1?: number;
  /** β₂, the decay of the second moment; default 0.99; FedAdagrad has none. */
  readonly beta2?: number;
  /** τ: added to the root, so that small updates are not blown up; default 10⁻³. */
  readonly tau?: number;
}

/** What these servers keep: the mean update's running first and second moments. */
export interface Moments {
  /** m, the first moment. */
  readonly first: Float64Array;
  /** v, the second moment. */
  readonly second: Float64Array;
}

/** FedAdagrad, Reddi et al. 2021 (arXiv 2003.00295, algorithm 2): v ← v + g². */
export function fedAdagrad(options: Omit<FedOptOptions, "beta2"> = {}): Strategy<Moments> {
  return fedOpt("FedAdagrad", { beta1: 0, ...options }, (v, square) => v + square);
}

/** FedAdam, Reddi et al. 2021 (arXiv 2003.00295, algorithm 2): v ← β₂ v + (1 − β₂) g². */
export function fedAdam({ beta2 = 0.99, ...options }: FedOptOptions = {}): Strategy<Moments> {
  return fedOpt("FedAdam", options, (v, square) => beta2 * v + (1 - beta2) * square);
}

/** FedYogi, Reddi et al. 2021 (arXiv 2003.00295, algorithm 2): v ← v − (1 − β₂) g² sign(v − g²). */
export function fedYogi({ beta2 = 0.99, ...options }: FedOptOptions = {}): Strategy<Moments> {
  return fedOpt("FedYogi", options, (v, square) => v - (1 - beta2) * square * Math.sign(v - square));
}

/** g = Σ p_k Δ_k; m ← β₁ m + (1 − β₁) g; v as given, from τ² on; w ← w − η_s m / (√v + τ). No bias correction. */
function fedOpt(
  name: string,
  { serverRate = 0.01, beta1 = 0.9, tau = 1e-3 }: Omit<FedOptOptions, "beta2">,
  nextSecond: (v: number, square: number) => number,
): Strategy<Moments> {
  return {
    name,
    init: ({ length }) => ({
      first: new Float64Array(length),
      second: new Float64Array(length).fill(tau ** 2),
    }),
    step({ parameters, state }, g) {
      const { length } = g;
      const first = new Float64Array(length), second = new Float64Array(length);
      const direction = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        first[i] = beta1 * state.first[i] + (1 - beta1) * g[i];
        second[i] = nextSecond(state.second[i], g[i] ** 2);
        direction[i] = first[i] / (Math.sqrt(second[i]) + tau);
      }
      return { parameters: stepAlong(parameters, direction, serverRate), state: { first, second } };
    },
  };
}
