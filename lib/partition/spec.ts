import type { Dataset } from "../data/dataset.ts";
import { iid } from "./iid.ts";
import { type Partition, PartitionError } from "./partition.ts";
import { shards } from "./shards.ts";

/** Which partition, as data: what a configuration holds. */
export type PartitionSpec =
  | { readonly kind: "iid" }
  | { readonly kind: "shards"; readonly shardsPerClient: number };

/**
 * Reads a partition's name as the command line has it: `iid`, `shards:S` (S shards a client), or `non-iid`,
 * the original's, which is `shards:1`.
 *
 * @throws {PartitionError} Any other text.
 */
export function parsePartition(text: string): PartitionSpec {
  if (text === "iid") return { kind: "iid" };
  if (text === "non-iid") return { kind: "shards", shardsPerClient: 1 };
  const shardsPerClient = /^shards:([1-9]\d*)$/.exec(text)?.[1];
  if (shardsPerClient) return { kind: "shards", shardsPerClient: Number(shardsPerClient) };
  throw new PartitionError(
    `A partition is iid, non-iid or shards:S with S a whole number of at least 1, got "${text}".`,
  );
}

/**
 * Deals the training images to the clients.
 *
 * @param spec Which way.
 * @param dataset The images; only their labels are looked at.
 * @param train The training images: indices into the data set.
 * @param clients Number of clients.
 * @param seed The same seed deals the same.
 * @throws {PartitionError} No client, or more clients (or shards) than images.
 */
export function partition(
  spec: PartitionSpec,
  dataset: Dataset,
  train: Uint32Array,
  clients: number,
  seed: number,
): Partition {
  switch (spec.kind) {
    case "iid":
      return iid(train, { clients, seed });
    case "shards":
      return shards(train, dataset.labels, { clients, shardsPerClient: spec.shardsPerClient, seed });
    default: {
      const unknown: never = spec;
      throw new PartitionError(`Unknown partition: ${JSON.stringify(unknown)}.`);
    }
  }
}
