import { misnamed, type NamedRow } from "../errors/mod.ts";
import { PartitionError } from "./partition.ts";

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
