import type { Dataset } from "../data/portable.ts";
import { misnamed, type NamedRow } from "../errors/mod.ts";
import { dirichlet } from "./dirichlet.ts";
import { iid } from "./iid.ts";
import { labelSets } from "./label_sets.ts";
import { type Partition, PartitionError } from "./partition.ts";
import { quantity } from "./quantity.ts";
import { shards } from "./shards.ts";
import { byWriter, eachWriter } from "./writers.ts";

/** A partition as data, as a configuration holds it. */
export type PartitionSpec =
  | { readonly kind: "iid" }
  | { readonly kind: "shards"; readonly shardsPerClient: number }
  | { readonly kind: "labels"; readonly labelsPerClient: number }
  | { readonly kind: "dirichlet"; readonly alpha: number }
  | { readonly kind: "quantity"; readonly alpha: number }
  | { readonly kind: "writers" }
  | { readonly kind: "each-writer" }
  | { readonly kind: "drawn"; readonly imagesEach: number };

/** The names of partitions, what they do, and examples with numbers: for messages and help. */
export const PARTITIONS: readonly NamedRow[] = [
  ["iid", "images dealt to the clients at random"],
  ["non-iid", "images sorted by label and cut into one run for each client: shards:1"],
  ["shards:S", "images sorted by label and cut into S runs for each client, dealt at random", "shards:2"],
  ["labels:C", "each client holds C of the labels", "labels:16"],
  [
    "dirichlet:A",
    "each label shared by Dir(A): with 100 clients are similar, with 0.1 very different",
    "dirichlet:0.1",
  ],
  ["quantity:A", "sizes drawn from Dir(A), labels similar", "quantity:0.5"],
  ["writers", "each writer's images stay together; writers are dealt to the clients"],
  ["each-writer", "each writer is a client, however many there are"],
  [
    "drawn:M",
    "each client draws M images in a hand of its own when it trains: any number of clients",
    "drawn:10",
  ],
];

/** The rule for the numbers in the names of partitions, as the end of a sentence. */
export const PARTITION_RULE = "with S, C and M whole numbers of at least 1 and A a number above 0";

/**
 * Parses a partition's name, one of `PARTITIONS`, as on the command line. `non-iid`, the name of the original program,
 * means `shards:1`.
 *
 * @throws {PartitionError} The text is not the name of a partition with a valid number.
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
    if (name === "drawn") return { kind: "drawn", imagesEach: whole };
    if (name === "labels") return { kind: "labels", labelsPerClient: whole };
  }
  if (alpha !== undefined && (name === "dirichlet" || name === "quantity")) return { kind: name, alpha };
  throw new PartitionError(misnamed("partition", text, PARTITIONS, PARTITION_RULE));
}

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
    case "drawn":
      throw new PartitionError("Clients that draw images of their own are dealt none of a data set.");
    default: {
      const unknown: never = spec;
      throw new PartitionError(`Unknown partition: ${JSON.stringify(unknown)}.`);
    }
  }
}
