import gamma from "@stdlib/random-base-gamma";
import { type Random, shuffle, stream } from "../random/mod.ts";
import { grouped } from "./grouped.ts";
import { checkClients, cutAt, join, type Partition, PartitionError } from "./partition.ts";
import { sum } from "../numbers/mod.ts";

/** Options of `dirichlet`. */
export interface DirichletOptions {
  /** Number of clients, K. */
  readonly clients: number;
  /** Concentration, above 0: near 0 each label belongs to one client; the larger, the more similar the clients. */
  readonly alpha: number;
  /** Least number of images of a client; default 1. Draws that give less are repeated. */
  readonly least?: number;
  /** Seed of the draws. */
  readonly seed: number;
}

/** Number of draws of a whole partition before giving up. */
const DRAWS = 1000;

/**
 * Deals the images of each label to the clients in shares drawn from Dir(α): Hsu, Qi and Brown 2019 (arXiv 1909.06335),
 * in the form of Yurochkin et al. 2019 (arXiv 1905.12022), which draws a distribution over clients for each label, and
 * repeats the draw until no client has too few images.
 *
 * @param train The training images: indices into the data set.
 * @param labels The label of every image of the data set.
 * @throws {PartitionError} α is not above 0, there are more clients than images, or no draw gives every client `least`
 * images.
 */
export function dirichlet(
  train: Uint32Array,
  labels: Uint8Array,
  { clients, alpha, least = 1, seed }: DirichletOptions,
): Partition {
  checkClients(clients, train.length);
  checkConcentration(alpha);
  for (let draw = 0; draw < DRAWS; draw++) {
    const random = stream(seed, "partition", "dirichlet", draw);
    const dealt: Uint32Array[][] = Array.from({ length: clients }, () => []);
    for (const images of grouped(train, labels)) {
      const parts = cutAt(shuffle(images, random), drawShares(alpha, clients, random));
      parts.forEach((part, client) => dealt[client].push(part));
    }
    const partition = dealt.map(join);
    if (partition.every((indices) => indices.length >= least)) return partition;
  }
  throw new PartitionError(
    `Every client needs at least ${least} images; in ${DRAWS} draws of dirichlet:${alpha} for ${clients} clients ` +
      `and ${train.length} images some client had fewer. Take a larger α, fewer clients or more images.`,
  );
}

/**
 * Checks a concentration.
 *
 * @throws {PartitionError} α is not a finite number above 0.
 */
export function checkConcentration(alpha: number): void {
  if (!(alpha > 0 && alpha < Infinity)) throw new PartitionError(`α must be a number above 0, got ${alpha}.`);
}

/** One draw from the symmetric Dirichlet distribution: `count` shares that add up to 1. */
export function drawShares(alpha: number, count: number, random: Random): number[] {
  const draw = gamma.factory(alpha, 1, { prng: random });
  const values = Array.from({ length: count }, () => draw());
  const total = sum(values);
  // At a tiny α all draws may round to 0: in the limit, one client gets everything.
  if (!(total > 0)) return values.fill(0).with(Math.floor(random() * count), 1);
  return values.map((value) => value / total);
}
