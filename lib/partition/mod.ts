/**
 * Partitions: ways to deal the training images to clients, and measures of how different the clients become.
 * @module
 */
export type { Dataset } from "../data/portable.ts";
export { type LazyPartition, type Partition, PartitionError } from "./partition.ts";
export { iid, type IidOptions } from "./iid.ts";
export { consecutive } from "./consecutive.ts";
export { type ShardOptions, shards } from "./shards.ts";
export { dirichlet, type DirichletOptions } from "./dirichlet.ts";
export { type LabelSetOptions, labelSets } from "./label_sets.ts";
export { quantity, type QuantityOptions } from "./quantity.ts";
export { byWriter, eachWriter, type WriterOptions } from "./writers.ts";
export { parsePartition, partition, PARTITION_RULE, PARTITIONS, type PartitionSpec } from "./spec.ts";
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
