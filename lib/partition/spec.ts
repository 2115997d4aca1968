import type { Dataset } from "../data/portable.ts";
import { misnamed, type NamedRow } from "../errors/mod.ts";
import { dirichlet } from "./dirichlet.ts";
import { iid } from "./iid.ts";
import { labelSets } from "./label_sets.ts";
import { type Partition, PartitionError } from "./partition.ts";
import { quantity } from "./quantity.ts";
import { shards } from "./shards.ts";
import { byWriter, eachWriter } from "./writers.ts";

/** Which partition, as data: what a configuration holds. */
export type PartitionSpec =
  | { readonly kind: "iid" }
  | { readonly kind: "shards"; readonly shardsPerClient: number }
  | { readonly kind: "labels"; readonly labelsPerClient: number }
  | { readonly kind: "dirichlet"; readonly alpha: number }
  | { readonly kind: "quantity"; readonly alpha: number }
  | { readonly kind: "writers" }
  | { readonly kind: "each-writer" };

/** What a partition is called, what it does, and an example with a number: for messages and help. */
export const PARTITIONS: readonly NamedRow[] = [
  ["iid", "images dealt to the clients at random"],
  ["non-iid", "images sorted by label, one run of them a client: shards:1"],
  ["shards:S", "the same in S times as many runs, S a client, dealt at random", "shards:2"],
  ["labels:C", "each client holds C of the labels", "labels:16"],
  ["dirichlet:A", "each label shared out by Dir(A): 100 nearly alike, 0.1 hardly", "dirichlet:0.1"],
  ["quantity:A", "sizes shared out by Dir(A), labels alike", "quantity:0.5"],
  ["writers", "each writer's images stay together, writers dealt to the clients"],
  ["each-writer", "each writer is a client, however many there are"],
];

/** What its numbers must be, ending a sentence. */
export const PARTITION_RULE = "with S and C whole numbers of at least 1 and A a number above 0";

/**
 * Reads a partition's name as the command line has it: see `PARTITIONS`. `non-iid` is the original's, which is
 * `shards:1`.
 *
 * @throws {PartitionError} Any other text.
 */
export function parsePartition(text: string): PartitionSpec {
  const [, name, value] = /^([a-z-]+)(?::(.+))?$/.exec(text) ?? [];
  const whole = /^[1-9]\d*$/.test(value ?? "") ? Number(value) : undefined;
  const alpha = /^(\d+\.?\d*|\.\d+)(e-?\d+)?$/.test(value ?? "") && Number(value) > 0
    ? Number(value)
    : undefined;
  if (value === undefined) {
    if (name === "iid" || name === "writers" || name === "each-writer") return { kind: name };
    if (name === "non-iid") return { kind: "shards", shardsPerClient: 1 };
  } else if (whole !== undefined) {
    if (name === "shards") return { kind: "shards", shardsPerClient: whole };
    if (name === "labels") return { kind: "labels", labelsPerClient: whole };
  }
  if (alpha !== undefined && (name === "dirichlet" || name === "quantity")) return { kind: name, alpha };
  throw new PartitionError(misnamed("partition", text, PARTITIONS, PARTITION_RULE));
}

/**
 * Deals the training images to the clients.
 *
 * @param spec Which way.
 * @param dataset The images; only their labels and writers are looked at.
 * @param train The training images: indices into the data set.
 * @param clients Number of clients; `each-writer` makes its own.
 * @param seed The same seed deals the same.
 * @throws {PartitionError} What cannot be dealt: more clients than images, writers unknown, …
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
    case "labels":
      return labelSets(train, dataset.labels, { clients, labelsPerClient: spec.labelsPerClient, seed });
    case "dirichlet":
      return dirichlet(train, dataset.labels, { clients, alpha: spec.alpha, seed });
    case "quantity":
      return quantity(train, { clients, alpha: spec.alpha, seed });
    case "writers":
      return byWriter(train, dataset.writers, { clients, seed });
    case "each-writer":
      return eachWriter(train, dataset.writers);
    default: {
      const unknown: never = spec;
      throw new PartitionError(`Unknown partition: ${JSON.stringify(unknown)}.`);
    }
  }
}
