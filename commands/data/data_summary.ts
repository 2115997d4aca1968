import { type Dataset, OFFICIAL, size } from "../../lib/data/dataset.ts";
import { countRepeats, findRepeats, REPEAT, type RepeatCounts } from "../../lib/data/repeats/repeats.ts";
import type { Loaded } from "../../lib/data/source.ts";
import { formatSplit, type Split, trainTestSplit } from "../../lib/data/split.ts";

/** A label with fewer images is rare. */
export const RARE = 50;

/** A label and how many images it has. */
export interface LabelCount {
  /** Its name. */
  readonly label: string;
  /** How many. */
  readonly images: number;
}

/** What `data show` tells of a data set. */
export interface DataSummary extends Pick<Loaded, "skips" | "notes"> {
  /** Number of images. */
  readonly images: number;
  /** Each label, in the order of the class indices. */
  readonly labels: readonly LabelCount[];
  /** Who wrote, where that is known: how many writers, and how many images each has. */
  readonly writers?: {
    readonly writers: number;
    readonly fewest: number;
    readonly median: number;
    readonly most: number;
  };
  /** The sizes of the official split, where there is one. */
  readonly official?: Readonly<Record<keyof typeof OFFICIAL, number>>;
  /** A split and what repeats across it, where one is asked for. */
  readonly split?: SplitSummary;
}

/** The sizes of a split, and the images it has on both sides. */
export interface SplitSummary extends RepeatCounts {
  /** As on the command line: "random:0.1". */
  readonly split: string;
  /** Training images. */
  readonly train: number;
  /** Test images. */
  readonly test: number;
  /** Images in neither. */
  readonly leftOut: number;
  /** The test images repeated in the training set, identical or near, by label, most first. */
  readonly repeatedLabels: readonly LabelCount[];
}

/** Counts what there is to tell. */
export function summarize({ dataset, skips, notes }: Loaded, split?: Split, seed = 1): DataSummary {
  const { writers, official } = dataset;
  return {
    images: size(dataset),
    labels: labelCounts(dataset, dataset.labels.keys()),
    ...(writers && { writers: writerCounts(writers) }),
    ...(official && {
      official: {
        train: countOf(official, OFFICIAL.train),
        test: countOf(official, OFFICIAL.test),
        neither: countOf(official, OFFICIAL.neither),
      },
    }),
    ...(split && { split: splitSummary(dataset, split, seed) }),
    skips,
    notes,
  };
}

function labelCounts({ classes, labels }: Dataset, indices: Iterable<number>): LabelCount[] {
  const counts = new Uint32Array(classes.length);
  for (const i of indices) counts[labels[i]]++;
  return classes.map((label, index) => ({ label, images: counts[index] }));
}

function writerCounts(writers: Uint16Array): DataSummary["writers"] {
  const counts = new Map<number, number>();
  for (const writer of writers) counts.set(writer, (counts.get(writer) ?? 0) + 1);
  const sorted = [...counts.values()].sort((a, b) => a - b);
  const n = sorted.length;
  const median = (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2;
  return { writers: n, fewest: sorted[0], median, most: sorted[n - 1] };
}

function splitSummary(dataset: Dataset, split: Split, seed: number): SplitSummary {
  const parts = trainTestSplit(dataset, split, seed);
  const repeats = findRepeats(dataset, parts);
  const repeated = parts.test.filter((_, i) => repeats.test[i] !== REPEAT.none);
  return {
    split: formatSplit(split),
    train: parts.train.length,
    test: parts.test.length,
    leftOut: parts.leftOut,
    ...countRepeats(repeats),
    repeatedLabels: labelCounts(dataset, repeated)
      .filter(({ images }) => images > 0)
      .sort((a, b) => b.images - a.images),
  };
}

function countOf(values: Uint8Array, wanted: number): number {
  return values.filter((value) => value === wanted).length;
}
