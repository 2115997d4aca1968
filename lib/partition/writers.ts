import { permutation, stream } from "../random/mod.ts";
import { grouped } from "./grouped.ts";
import { checkClients, join, type Partition, PartitionError } from "./partition.ts";

/** How `byWriter` deals. */
export interface WriterOptions {
  /** Number of clients, K. */
  readonly clients: number;
  /** Seeds which client gets which writer. */
  readonly seed: number;
}

/**
 * The natural split: all that a writer wrote stays together. Writers are dealt in random order, each to the client
 * with the fewest images so far, so that sizes come out near each other.
 *
 * @param train The training images: indices into the data set.
 * @param writers The writer of every image of the data set.
 * @throws {PartitionError} Writers unknown, or fewer of them than clients.
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
 * Every writer is a client: the natural split undealt. Sizes are as unequal as people's diligence.
 *
 * @throws {PartitionError} Writers unknown.
 */
export function eachWriter(train: Uint32Array, writers: Uint16Array | undefined): Partition {
  return imagesOfWriters(train, writers);
}

/** Each writer's images, by rising number of the writer. */
function imagesOfWriters(train: Uint32Array, writers: Uint16Array | undefined): Uint32Array[] {
  if (writers) return grouped(train, writers);
  throw new PartitionError("A partition by writer needs images whose writers are known.");
}
