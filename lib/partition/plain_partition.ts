import type { Dataset } from "../data/core.ts";
import { iid } from "./iid.ts";
import { labelSets } from "./label_sets.ts";
import { type Partition, PartitionError } from "./partition.ts";
import { shards } from "./shards.ts";
import type { PartitionSpec } from "./spec.ts";
import { byWriter, eachWriter } from "./writers.ts";

/** The partitions whose shares are drawn from a Dirichlet distribution. */
type DrawnSpec = Extract<PartitionSpec, { readonly alpha: number }>;

/** Whether the shares of a partition are drawn from a Dirichlet distribution. */
export function isDrawn(spec: PartitionSpec): spec is DrawnSpec {
  return spec.kind === "dirichlet" || spec.kind === "quantity";
}

/**
 * `partition` for all but those that are drawn from a Dirichlet distribution.
 *
 * @throws {PartitionError} The images cannot be dealt so.
 */
export function plainPartition(
  spec: Exclude<PartitionSpec, DrawnSpec>,
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
    case "labels":
      return labelSets(train, dataset.labels, { clients, labelsPerClient: spec.labelsPerClient, seed });
    case "writers":
      return byWriter(train, dataset.writers, { clients, seed });
    case "each-writer":
      return eachWriter(train, dataset.writers);
    case "drawn":
      throw new PartitionError("Clients that draw images of their own are dealt none of a data set.");
    default: {
      const unknown: never = spec;
      throw new PartitionError(`Unknown partition: ${JSON.stringify(unknown)}.`);
    }
  }
}
