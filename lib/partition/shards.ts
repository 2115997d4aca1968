import { permutation, stream } from "../random/mod.ts";
import { checkClients, cut, join, type Partition, PartitionError } from "./partition.ts";

/** Options of `shards`. */
export interface ShardOptions {
  /** Number of clients, K in McMahan et al. */
  readonly clients: number;
  /** Shards of each client, S. One is the hardest split; McMahan et al. use two. */
  readonly shardsPerClient: number;
  /** Seed of the dealing; with one shard for each client nothing is random. */
  readonly seed: number;
}

/**
 * Sorts the training images by label and cuts them into clients × shardsPerClient equal shards, so that each client
 * holds few labels. One shard for each client is dealt in order: client 0 gets the first labels, the last client the
 * last ones. More shards are dealt at random: McMahan et al. 2017 (arXiv 1602.05629), section 3, "non-IID".
 *
 * @param train The training images: indices into the data set.
 * @param labels The label of every image of the data set.
 * @throws {PartitionError} There is no client, no shard, or there are more shards than images.
 */
export function shards(
  train: Uint32Array,
  labels: Uint8Array,
  { clients, shardsPerClient, seed }: ShardOptions,
): Partition {
  checkClients(clients, train.length);
  checkShards(clients, shardsPerClient, train.length);
  const byLabel = train.toSorted((a, b) => labels[a] - labels[b]);
  if (shardsPerClient === 1) return cut(byLabel, clients);

  const count = clients * shardsPerClient;
  const cuts = cut(byLabel, count);
  const dealt = Array.from(permutation(count, stream(seed, "partition", "shards")), (shard) => cuts[shard]);
  return Array.from(
    { length: clients },
    (_, client) => join(dealt.slice(client * shardsPerClient, (client + 1) * shardsPerClient)),
  );
}

function checkShards(clients: number, shardsPerClient: number, images: number): void {
  if (!Number.isInteger(shardsPerClient) || shardsPerClient < 1) {
    throw new PartitionError(
      `The shards of each client must be a whole number of at least 1, got ${shardsPerClient}.`,
    );
  }
  if (clients * shardsPerClient > images) {
    throw new PartitionError(
      `Each shard needs at least one training image, got ${clients} clients × ${shardsPerClient} shards = ` +
        `${clients * shardsPerClient} shards and ${images} training images.`,
    );
  }
}
