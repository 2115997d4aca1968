import { type Dataset, picture } from "../data/core.ts";
import { type ImageFeatures, imageFeatures } from "../drawing/mod.ts";
import type { Partition } from "./partition.ts";
import { mean, sumOf } from "../numbers/mod.ts";

/** The share of the differences in handwriting that lies between clients: 0 none of them, 1 all of them. */
export type FeatureSkew = ImageFeatures;

/**
 * Measures feature skew: for each feature η², the variance of the clients' means, weighted by their numbers of images,
 * over the variance of all n images. For K clients dealt at random it is (K − 1) / (n − 1) on average.
 */
export function measureFeatureSkew(dataset: Dataset, partition: Partition): FeatureSkew {
  const features = partition.map((indices) =>
    Array.from(indices, (index) => imageFeatures(picture(dataset, index)))
  );
  const of = (feature: keyof ImageFeatures) =>
    sharedVariance(features.map((client) => client.map((one) => one[feature])));
  return { penWidth: of("penWidth"), slant: of("slant") };
}

/** η² of groups of values, from 0 to 1; 0 if all values are the same. */
export function sharedVariance(groups: readonly (readonly number[])[]): number {
  const all = groups.flat(), grand = mean(all);
  // The mean of equal values may differ from them by rounding, and η² would measure that difference.
  if (all.every((value) => value === all[0])) return 0;
  const total = sumOf(all, (value) => (value - grand) ** 2);
  const between = sumOf(groups, (group) => group.length * (mean(group) - grand) ** 2);
  return between / total;
}
