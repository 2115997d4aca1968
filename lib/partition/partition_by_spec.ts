import type { Dataset } from "../data/core.ts";
import { dirichlet } from "./dirichlet.ts";
import type { Partition } from "./partition.ts";
import { isDrawn, plainPartition } from "./plain_partition.ts";
import { quantity } from "./quantity.ts";
import type { PartitionSpec } from "./spec.ts";

/**
 * Deals the training images to the clients.
 *
 * @param spec The partition.
 * @param dataset The images; only their labels and writers are used.
 * @param train The training images: indices into the data set.
 * @param clients Number of clients; `each-writer` ignores it.
 * @param seed The same seed deals the same images to each client.
 * @throws {PartitionError} The images cannot be dealt so: more clients than images, unknown writers, …
 */
export function partition(
  spec: PartitionSpec,
  dataset: Dataset,
  train: Uint32Array,
  clients: number,
  seed: number,
): Partition {
  if (!isDrawn(spec)) return plainPartition(spec, dataset, train, clients, seed);
  const { kind, alpha } = spec;
  return kind === "dirichlet"
    ? dirichlet(train, dataset.labels, { clients, alpha, seed })
    : quantity(train, { clients, alpha, seed });
}
