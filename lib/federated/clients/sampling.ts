import { permutation, type Random } from "../../random/mod.ts";

/**
 * How the clients of a round are drawn. "uniform": a fixed number of them, all with the same chance. "weighted": a fixed
 * number of draws, with chances in proportion to their images. "poisson": each client on its own with the same chance, so
 * that the number varies, as the accountants of differential privacy assume.
 */
export type Sampling = "uniform" | "weighted" | "poisson";

/** A client that was drawn, and the weight of its update. */
export interface Sampled {
  /** Its index in the partition. */
  readonly client: number;
  /** n_k, or 1 if clients count alike; with weighted sampling, how often the client was drawn. */
  readonly weight: number;
}

/** How many clients take part: max(⌊C · K⌋, 1) of K. */
export function participantCount(clients: number, fraction: number): number {
  return Math.max(1, Math.floor(fraction * clients + 1e-9));
}

/**
 * The clients of a round: a uniform draw without replacement of max(⌊fraction · clients⌋, 1) of them (C in
 * McMahan et al.), in ascending order.
 */
export function sampleClients(clients: number, fraction: number, random: Random): Uint32Array {
  return permutation(clients, random).subarray(0, participantCount(clients, fraction)).sort();
}

/**
 * The clients of a round drawn with replacement, each with chance n_k / n, in ascending order: Li et al. 2020
 * (arXiv 1907.02189), scheme I, whose plain mean over the draws is the mean over all clients on average.
 *
 * @param sizes n_k.
 */
export function sampleBySize(sizes: ArrayLike<number>, fraction: number, random: Random): Sampled[] {
  const upTo = new Float64Array(sizes.length);
  for (let client = 0, sum = 0; client < sizes.length; client++) upTo[client] = sum += sizes[client];
  const draws = new Map<number, number>();
  for (let i = participantCount(sizes.length, fraction); i > 0; i--) {
    const client = firstAbove(upTo, random() * upTo[upTo.length - 1]);
    draws.set(client, (draws.get(client) ?? 0) + 1);
  }
  return Array.from(draws, ([client, weight]) => ({ client, weight })).sort((a, b) => a.client - b.client);
}

/** The first place of a rising sequence whose value is above `value`, which its last one is. */
function firstAbove(rising: Float64Array, value: number): number {
  let from = 0, to = rising.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (value < rising[middle]) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The clients of a round in which each takes part with chance `fraction`, in ascending order: perhaps none. */
export function sampleByChance(clients: number, fraction: number, random: Random): Uint32Array {
  const drawn: number[] = [];
  for (let client = 0; client < clients; client++) if (random() < fraction) drawn.push(client);
  return Uint32Array.from(drawn);
}
