import { shuffle, stream } from "../random/mod.ts";
import { checkClients, cut, type Partition } from "./partition.ts";

/** Options of `iid`. */
export interface IidOptions {
  /** Number of clients, K in McMahan et al. */
  readonly clients: number;
  /** Seed of the shuffle. */
  readonly seed: number;
}

/**
 * Shuffles the training images and cuts them into equal parts: every client gets the same mixture of labels, up to
 * chance. Sizes differ by at most one. McMahan et al. 2017 (arXiv 1602.05629), section 3, "IID".
 *
 * @example
 * ```ts
 * import { iid } from "@fedink/fedink/partition";
 *
 * const train = Uint32Array.of(3, 1, 4, 15, 9, 2, 6);
 * console.log(iid(train, { clients: 3, seed: 1 }).map((indices) => indices.length)); // [ 2, 2, 3 ]
 * ```
 *
 * @param train The training images: indices into the data set.
 * @throws {PartitionError} There is no client, or there are more clients than images.
 */
export function iid(train: Uint32Array, { clients, seed }: IidOptions): Partition {
  checkClients(clients, train.length);
  return cut(shuffle(train.slice(), stream(seed, "partition", "iid")), clients);
}
