import { shuffle, stream } from "../random/mod.ts";
import { type Partition, PartitionError } from "./partition.ts";

/** Each client's images in two parts, as indices into the data set. */
export interface HeldOut {
  /** The images each client trains on, at least one. */
  readonly partition: Partition;
  /** The images each client is tested on; none if it has a single image. */
  readonly heldOut: readonly Uint32Array[];
}

/**
 * Sets apart a random share of each client's images, at least one of every client that has two or more.
 *
 * @param share Above 0 and below 1.
 * @param seed The same seed sets the same images apart.
 * @throws {PartitionError} The share is not above 0 and below 1.
 */
export function holdOut(partition: Partition, share: number, seed: number): HeldOut {
  if (!(share > 0 && share < 1)) {
    throw new PartitionError(`The share held out must be above 0 and below 1, got ${share}.`);
  }
  const parts = partition.map((indices, client) => {
    const order = shuffle(indices.slice(), stream(seed, "held out", client));
    const held = Math.min(order.length - 1, Math.max(1, Math.round(share * order.length)));
    return { train: order.slice(held), test: order.slice(0, held) };
  });
  return { partition: parts.map(({ train }) => train), heldOut: parts.map(({ test }) => test) };
}
