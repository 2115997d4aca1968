import { permutation, stream } from "../random/mod.ts";
import { checkClients, cut, join, type Partition, PartitionError } from "./partition.ts";

/** How `shards` deals. */
export interface ShardOptions {
  /** Number of clients, K in McMahan et al. */
  readonly clients: number;
  /** Shards each client is dealt. One is the hardest split; McMahan et al. take two. */
  readonly shardsPerClient: number;
  /** Seeds the dealing; with one shard a client nothing is drawn. */
  readonly seed: number;
}

/**
 * The training images sorted by label and cut into clients × shardsPerClient equal shards, so that a client
 * sees few labels. One shard a client keeps the order: client 0 has the first labels, the last client the last
 * ones. More are dealt at random: McMahan et al. 2017 (arXiv 1602.05629), section 3, "non-IID".
 *
 * @param train The training images: indices into the data set.
 * @param labels The label of every image of the data set.
 * @throws {PartitionError} No client, no shard, or more shards than images.
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
