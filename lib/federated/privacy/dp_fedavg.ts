import { normal, stream } from "../../random/mod.ts";
import { participantCount } from "../sampling.ts";
import type { RunFacts, Strategy } from "../strategy.ts";
import { addScaled, divide, normOf, stepAlong } from "../vectors.ts";
import { spentEpsilon } from "./accountant.ts";

/** The settings of differentially private FedAvg. */
export interface DpFedAvgOptions {
  /** z: the noise's deviation over the clipping norm; default 1. */
  readonly noise?: number;
  /** S: the greatest norm of an update that counts whole; with `quantile` the first round's; default 1. */
  readonly clip?: number;
  /** γ: S follows this quantile of the updates' norms; default 0: S stays. */
  readonly quantile?: number;
  /** δ of the (ε, δ) that is spent; default 1e-5. It should be well below 1 / N. */
  readonly delta?: number;
}

/** What its server keeps. */
export interface DpState {
  /** S. */
  readonly clip: number;
}

/** η_C of adaptive clipping: how fast S moves. */
const CLIP_RATE = 0.2;

/** Noise of the count of updates within S, as a share of the expected participants: m / 20 in the paper. */
const COUNT_NOISE = 1 / 20;

/**
 * FedAvg with central differential privacy for whole clients, McMahan et al. 2018 (arXiv 1710.06963): each update is
 * shortened to the norm S, clients weigh alike, and the sum over the round's participants, each of whom took part with
 * chance q, gets noise of N(0, (zS)²) in each coordinate before it is divided by the expected qN. With `quantile`,
 * S follows the updates' norms (Andrew et al. 2019, arXiv 1905.03871, algorithm 1): the count of updates within S gets
 * noise as well, and the sum a little more, so that both together cost what z alone does.
 *
 * The noise is drawn with the run's seed, so that a run can be repeated; who knows the seed can take it off again.
 */
export function dpFedAvg(
  { noise = 1, clip = 1, quantile = 0, delta = 1e-5 }: DpFedAvgOptions = {},
): Strategy<DpState> {
  return {
    name: "DP-FedAvg",
    refusal({ sampledFraction, sampling, clients }: RunFacts) {
      if (sampling !== "poisson" && (sampling !== "uniform" || sampledFraction < 1)) {
        return "its accountant counts on clients that take part by chance, each on its own: sampling must be poisson";
      }
      const expected = expectedClients({ clients, sampledFraction });
      if (quantile > 0 && sumNoise(noise, COUNT_NOISE * expected) === undefined) {
        return `with ${expected} clients a round the noise on the count spends more than ${noise} allows: more clients, ` +
          "less noise or no quantile";
      }
    },
    always: true,
    epsilon: ({ sampledFraction }, rounds) => spentEpsilon({ chance: sampledFraction, noise, rounds }, delta),
    init: () => ({ clip }),
    async aggregate({ parameters, state, clients, sampledFraction, round, seed }, updates) {
      const sum = new Float64Array(parameters.length);
      let within = 0;
      for await (const { delta } of updates) {
        const norm = normOf(delta);
        addScaled(sum, norm > 0 ? Math.min(1, state.clip / norm) : 1, delta);
        within += norm <= state.clip ? 0.5 : -0.5; // halves: one client changes the count by ½, not by 1
      }
      const expected = expectedClients({ clients, sampledFraction });
      const deviation = state.clip * (quantile > 0 ? sumNoise(noise, COUNT_NOISE * expected)! : noise);
      const random = stream(seed, "privacy", round);
      for (let i = 0; i < sum.length; i++) sum[i] += deviation * normal(random);
      const share = 0.5 + (within + COUNT_NOISE * expected * normal(random)) / expected;
      return {
        parameters: stepAlong(parameters, divide(sum, expected), 1),
        state: { clip: quantile > 0 ? state.clip * Math.exp(-CLIP_RATE * (share - quantile)) : state.clip },
      };
    },
  };
}

/** qN: what the noisy sum is divided by, a number that tells nothing of who took part. */
function expectedClients(
  { clients, sampledFraction }: { readonly clients: number; readonly sampledFraction: number },
): number {
  return participantCount(clients, sampledFraction);
}

/**
 * z_Δ: the sum's noise when the count's has deviation σ_b, so that both together cost what z alone does:
 * z_Δ = (z⁻² − (2σ_b)⁻²)^(−1/2). Undefined where the count's alone costs more.
 */
export function sumNoise(noise: number, countNoise: number): number | undefined {
  const left = noise ** -2 - (2 * countNoise) ** -2;
  return left > 0 ? left ** -0.5 : undefined;
}
