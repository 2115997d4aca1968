/**
 * The part of the partition room that loads at once: all but what draws from a Dirichlet distribution.
 * @module
 */
export type { Dataset } from "../data/core.ts";
export { type LazyPartition, type Partition, PartitionError } from "./partition.ts";
export { iid, type IidOptions } from "./iid.ts";
export { consecutive } from "./consecutive.ts";
export { type ShardOptions, shards } from "./shards.ts";
export { type LabelSetOptions, labelSets } from "./label_sets.ts";
export { byWriter, eachWriter, type WriterOptions } from "./writers.ts";
export { parsePartition, PARTITION_RULE, PARTITIONS, type PartitionSpec } from "./spec.ts";
export { loadPartition } from "./load_partition.ts";
export {
  entropyBits,
  hellinger,
  type LabelCounts,
  labelCounts,
  measureSkew,
  type Skew,
  totalVariation,
} from "./skew.ts";
export { type HeldOut, holdOut } from "./hold_out.ts";
export { clientHand, type HandSpread, withClientHands } from "./client_hands.ts";
export { type FeatureSkew, measureFeatureSkew } from "./feature_skew.ts";
