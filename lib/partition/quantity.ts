import { shuffle, stream } from "../random/mod.ts";
import { checkConcentration, drawShares } from "./dirichlet.ts";
import { checkClients, cutAt, type Partition } from "./partition.ts";

/** Options of `quantity`. */
export interface QuantityOptions {
  /** Number of clients, K. */
  readonly clients: number;
  /** Concentration: the smaller, the more unequal the sizes. */
  readonly alpha: number;
  /** Seed of the draws. */
  readonly seed: number;
}

/**
 * Clients of unequal size with similar labels: their shares are drawn from Dir(α), their images at random. Li et al.
 * 2022, NIID-Bench (arXiv 2102.02079), "quantity skew". Each client first gets one image, so that none is empty.
 *
 * @param train The training images: indices into the data set.
 * @throws {PartitionError} α is not above 0, or there are more clients than images.
 */
export function quantity(train: Uint32Array, { clients, alpha, seed }: QuantityOptions): Partition {
  checkClients(clients, train.length);
  checkConcentration(alpha);
  const random = stream(seed, "partition", "quantity");
  const order = shuffle(train.slice(), random);
  const rest = cutAt(order.subarray(clients), drawShares(alpha, clients, random));
  return rest.map((part, client) => Uint32Array.of(order[client], ...part));
}
