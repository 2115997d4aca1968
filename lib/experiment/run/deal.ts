import type { Dataset } from "../../data/light.ts";
import type { StreamedExamples } from "../../engine/mod.ts";
import {
  type FeatureSkew,
  holdOut,
  type LabelCounts,
  labelCounts,
  type LazyPartition,
  loadPartition,
  measureFeatureSkew,
  measureSkew,
  parsePartition,
  type Partition,
  type Skew,
  withClientHands,
} from "../../partition/light.ts";
import type { ExperimentConfig } from "../settings/config.ts";

/** The clients of a run: their images, and how unlike they are. */
export interface RunClients {
  /** The clients' images, held or streamed. */
  readonly examples: Dataset | StreamedExamples;
  /** What each client trains on. */
  readonly partition: LazyPartition;
  /** What each client is tested on, for personal accuracy. */
  readonly heldOut?: readonly Uint32Array[];
  /** How many images of each label each client trains on; of very many clients, each of the first ones. */
  readonly labelCounts: LabelCounts;
  /** How unlike their labels are. */
  readonly skew: Skew;
  /** How unlike their hands are; measured when it is first asked for. */
  readonly featureSkew: FeatureSkew;
}

/** Clients to whom a data set was dealt. */
export interface Dealt extends RunClients {
  /** The data set with each client's images in its own hand. */
  readonly examples: Dataset;
  /** What each client trains on. */
  readonly partition: Partition;
}

/** Deals the training images to the clients. */
export async function deal(
  config: ExperimentConfig,
  data: Dataset,
  train: Uint32Array,
  method: string,
  seed: number,
): Promise<Dealt> {
  const { clients, slantSpread, penSpread, personalShare } = config;
  const all = await loadPartition(parsePartition(method), data, train, clients, seed);
  const hands = slantSpread > 0 || penSpread > 0;
  const examples = hands ? withClientHands(data, all, { slant: slantSpread, pen: penSpread }, seed) : data;
  const { partition: trained, heldOut } = personalShare > 0
    ? holdOut(all, personalShare, seed)
    : { partition: all, heldOut: undefined };
  let featureSkew: FeatureSkew | undefined;
  const counts = labelCounts(trained, data.labels, data.classes.length);
  return {
    examples,
    partition: trained,
    heldOut,
    labelCounts: counts,
    skew: measureSkew(counts),
    // Looking at every image takes as long as loading them: no step waits for it.
    get featureSkew() {
      return featureSkew ??= measureFeatureSkew(examples, trained);
    },
  };
}
