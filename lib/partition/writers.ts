import { permutation, stream } from "../random/mod.ts";
import { grouped } from "./grouped.ts";
import { checkClients, join, type Partition, PartitionError } from "./partition.ts";

/** Options of `byWriter`. */
export interface WriterOptions {
  /** Number of clients, K. */
  readonly clients: number;
  /** Seed of the order in which writers are dealt. */
  readonly seed: number;
}

/**
 * The natural split: all images of a writer stay together. Writers are dealt in random order, each to the client with
 * the fewest images so far, so that the sizes are similar.
 *
 * @param train The training images: indices into the data set.
 * @param writers The writer of every image of the data set.
 * @throws {PartitionError} The writers are unknown, or fewer than the clients.
 */
export function byWriter(
  train: Uint32Array,
  writers: Uint16Array | undefined,
  { clients, seed }: WriterOptions,
): Partition {
  checkClients(clients, train.length);
  const images = imagesOfWriters(train, writers);
  if (images.length < clients) {
    throw new PartitionError(
      `Every client needs a writer of its own, got ${images.length} writers for ${clients} clients.`,
    );
  }
  const dealt = Array.from({ length: clients }, () => ({ size: 0, parts: [] as Uint32Array[] }));
  for (const writer of permutation(images.length, stream(seed, "partition", "writers"))) {
    const smallest = dealt.reduce((least, client) => client.size < least.size ? client : least);
    smallest.parts.push(images[writer]);
    smallest.size += images[writer].length;
  }
  return dealt.map(({ parts }) => join(parts));
}

/**
 * The natural split without dealing: every writer is a client, with as many images as they wrote.
 *
 * @param train The training images: indices into the data set.
 * @param writers The writer of every image of the data set.
 * @throws {PartitionError} The writers are unknown.
 */
export function eachWriter(train: Uint32Array, writers: Uint16Array | undefined): Partition {
  return imagesOfWriters(train, writers);
}

/** Each writer's images, in rising order of the writers. */
function imagesOfWriters(train: Uint32Array, writers: Uint16Array | undefined): Uint32Array[] {
  if (writers) return grouped(train, writers);
  throw new PartitionError("A partition by writer needs images whose writers are known.");
}
