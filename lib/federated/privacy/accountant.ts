import { sumOf } from "../../numbers/mod.ts";

/** Rounds of a mechanism that samples clients and adds Gaussian noise to their sum. */
export interface NoisyRounds {
  /** q: the chance of each client to take part in a round, independently of the others. */
  readonly chance: number;
  /** z: the noise's standard deviation, divided by the most that one client can change the sum by. */
  readonly noise: number;
  /** How many such rounds. */
  readonly rounds: number;
}

/** The orders α at which the loss is followed: those of Opacus and dp-accounting together. */
const ORDERS: readonly number[] = [
  ...Array.from({ length: 99 }, (_, i) => 1 + (i + 1) / 10),
  ...Array.from({ length: 54 }, (_, i) => 11 + i),
  128,
  256,
  512,
];

/**
 * ε of (ε, δ)-differential privacy after all of these rounds, for neighbours that differ by one client added or removed:
 * the Rényi divergences of the rounds add up, whatever their kind (Mironov 2017, arXiv 1702.07476), and each order's sum gives an ε
 * (Canonne et al. 2020, arXiv 2004.00010, proposition 12); the least holds.
 */
export function spentEpsilon(kinds: readonly NoisyRounds[], delta: number): number {
  const held = kinds.filter(({ rounds }) => rounds > 0);
  if (held.length === 0) return 0;
  const epsilons = ORDERS.map((order) => {
    const divergence = held.reduce(
      (sum, { chance, noise, rounds }) => sum + rounds * renyiDivergence(order, chance, noise),
      0,
    );
    return divergence + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
  });
  return Math.max(0, Math.min(...epsilons));
}

/**
 * The Rényi divergence of order α of a sampled Gaussian round, in nats: 1/(α − 1) log E[((1 − q) + q e^((2x − 1)/(2z²)))^α]
 * over x of N(0, z²) (Mironov, Talwar and Zhang 2019, arXiv 1908.10530, section 3.3). The expectation is the
 * trapezoid rule's, which for a function so smooth that vanishes at both ends errs by less than a double's rounding.
 */
export function renyiDivergence(order: number, chance: number, noise: number): number {
  if (noise === 0) return Infinity;
  if (chance === 1) return order / (2 * noise ** 2);
  const from = -12 * noise, to = order + 12 * noise, step = noise / 16;
  const logs: number[] = [];
  for (let x = from; x <= to; x += step) {
    const ratio = (2 * x - 1) / (2 * noise ** 2);
    const mixture = logAdd(Math.log1p(-chance), Math.log(chance) + ratio);
    logs.push(order * mixture - x ** 2 / (2 * noise ** 2));
  }
  const greatest = Math.max(...logs);
  const total = sumOf(logs, (log) => Math.exp(log - greatest));
  const expectation = greatest + Math.log(total * step / (noise * Math.sqrt(2 * Math.PI)));
  return expectation / (order - 1);
}

/** log(eᵃ + eᵇ). */
function logAdd(a: number, b: number): number {
  const greater = Math.max(a, b);
  return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
}
