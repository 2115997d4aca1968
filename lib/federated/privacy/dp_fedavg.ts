import { normal, stream } from "../../random/mod.ts";
import type { SumPart } from "./privacy.ts";
import type { RunFacts } from "../run_facts.ts";
import type { Strategy } from "../strategy.ts";
import { addScaled, clippingFactor, divide, joinVectors, scaled, stepAlong } from "../vectors.ts";
import { spentEpsilon } from "./accountant.ts";

/** The settings of differentially private FedAvg. */
export interface DpFedAvgOptions {
  /** z: the noise's standard deviation, divided by the clipping norm; default 1. */
  readonly noise?: number;
  /** S: longer updates are shortened to this norm; with `quantile` that of the first round; default 1. */
  readonly clip?: number;
  /** γ: S follows this quantile of the updates' norms; default 0: S stays. */
  readonly quantile?: number;
  /** δ of the (ε, δ) that is spent; default 1e-5. It should be well below 1 / N. */
  readonly delta?: number;
  /** The norm that a client's sums in exchanges are shortened to, in usual images; default 100. */
  readonly sums?: number;
}

/** What its server keeps. */
export interface DpState {
  /** S, the clipping norm of the next round. */
  readonly clip: number;
}

/** η_C of adaptive clipping: how fast S moves. */
const CLIP_RATE = 0.2;

/** Noise of the count of updates within S, as a share of the expected participants: m / 20 in the paper. */
const COUNT_NOISE = 1 / 20;

/**
 * FedAvg with central differential privacy for whole clients, McMahan et al. 2018 (arXiv 1710.06963): each client shortens
 * its update to the norm S, clients weigh alike, and the sum over the round's participants, each of whom took part with
 * chance q, gets noise of N(0, (zS)²) in each coordinate before it is divided by the expected qN. With `quantile`,
 * S follows the updates' norms (Andrew et al. 2019, arXiv 1905.03871, algorithm 1): clients send ½ or −½ for whether
 * theirs was within S, the sum of these gets noise as well, and the sum of updates a little more, so that both
 * together cost what z alone does.
 *
 * The server needs only sums, so secure aggregation can be used. If the server sees each update, it shortens it once more,
 * as a hostile client may not have done so.
 *
 * Sums that clients send in exchanges (Fed3R, CCVR) are shortened together, each part in its own unit, and their total gets
 * noise of z times what one client may add.
 *
 * The noise is drawn with the run's seed, so that a run can be repeated; whoever knows the seed can remove it again.
 */
export function dpFedAvg(
  { noise = 1, clip = 1, quantile = 0, delta: slack = 1e-5, sums = 100 }: DpFedAvgOptions = {},
): Strategy<DpState> {
  return {
    name: "DP-FedAvg",
    countsAlike: true,
    meanOnly: true,
    refusal({ sampledFraction, sampling, clients }: RunFacts) {
      if (sampling !== "poisson" && (sampling !== "uniform" || sampledFraction < 1)) {
        return "its accountant counts on clients that take part by chance, each on its own: sampling must be poisson";
      }
      const expected = sampledFraction * clients;
      if (quantile > 0 && sumNoise(noise, COUNT_NOISE * expected) === undefined) {
        return `with ${expected} clients a round the noise on the count spends more than ${noise} allows: more clients, ` +
          "less noise or no quantile";
      }
    },
    privacy: {
      epsilon: ({ sampledFraction }, { rounds, sums }) =>
        spentEpsilon([{ chance: sampledFraction, noise, rounds }, { chance: 1, noise, rounds: sums }], slack),
      bound: (vector, parts) => scaled(vector, clippingFactor(inUnits(vector, parts), sums)),
      cover(total, parts, random) {
        const units = unitsOf(parts);
        return total.map((value, i) => value + noise * sums * units[i] * normal(random));
      },
    },
    init: () => ({ clip }),
    ...(quantile > 0 && { sentLength: 1 }),
    conclude({ state: { clip } }, _, { delta }) {
      const factor = clippingFactor(delta, clip);
      return {
        delta: scaled(delta, factor),
        ...(quantile > 0 && { sent: Float32Array.of(factor === 1 ? 0.5 : -0.5) }),
      };
    },
    async aggregate({ parameters, state, clients: all, sampledFraction, round, seed }, updates) {
      const sum = new Float64Array(parameters.length);
      let within = 0;
      for await (const { clients = 1, delta, sent } of updates) {
        addScaled(sum, clients === 1 ? clippingFactor(delta, state.clip) : clients, delta);
        if (quantile > 0) within += clients * Math.max(-0.5, Math.min(0.5, sent![0]));
      }
      const expected = sampledFraction * all;
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

/** The sums, measured in usual images. */
function inUnits(vector: Float64Array, parts: readonly SumPart[]): Float64Array {
  const units = unitsOf(parts);
  return vector.map((value, i) => value / units[i]);
}

/** The unit that each coordinate is measured in. */
function unitsOf(parts: readonly SumPart[]): Float64Array {
  return joinVectors(parts.map(({ length, unit }) => new Float64Array(length).fill(unit)));
}

/**
 * z_Δ: the sum's noise when the count's has deviation σ_b, so that both together cost what z alone does:
 * z_Δ = (z⁻² − (2σ_b)⁻²)^(−1/2). Undefined where the count's alone costs more.
 */
export function sumNoise(noise: number, countNoise: number): number | undefined {
  const left = noise ** -2 - (2 * countNoise) ** -2;
  return left > 0 ? left ** -0.5 : undefined;
}
