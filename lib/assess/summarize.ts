import type { Assessment, FirstError } from "./assess.ts";
import { type Subset, SUBSETS } from "./subset.ts";
import { sumOf } from "../numbers/mod.ts";

/** How a group of expressions was read; rates are shares of 1, not a number where there is nothing to count. */
export interface Summary {
  /** How many there are. */
  readonly expressions: number;
  /** Right wholly. */
  readonly exact: number;
  /** With at most one error. */
  readonly atMostOne: number;
  /** With at most two errors. */
  readonly atMostTwo: number;
  /** With the right structure, whatever the symbols. */
  readonly structure: number;
  /** With the right structure when the reader is given the true symbols. */
  readonly structureOfTruth: number;
  /** Of the true symbols those whose ink was found as one symbol. */
  readonly segmentationRecall: number;
  /** Of the read symbols those whose ink is one true symbol's. */
  readonly segmentationPrecision: number;
  /** Of the true symbols those found and rightly labelled. */
  readonly symbolRecall: number;
  /** Of symbols given by their ink those rightly labelled, letter case counted. */
  readonly casedAccuracy: number;
  /** The same by the 82 labels, of those symbols that have one. */
  readonly labelAccuracy: number;
  /** Arithmetic expressions with a value. */
  readonly withValue: number;
  /** The share of right values among them. */
  readonly rightValue: number;
  /** Of the wrong ones, how many broke first where. */
  readonly firstErrors: Readonly<Record<Exclude<FirstError, "none">, number>>;
  /** Time to read one. */
  readonly milliseconds: { readonly median: number; readonly p95: number };
}

/** Each subset, and all expressions together. */
export type Summaries = Readonly<Record<Subset | "all", Summary>>;

/** Summaries of all expressions and of each subset. */
export function summarize(assessments: readonly Assessment[]): Summaries {
  const subsets = Object.keys(SUBSETS) as Subset[];
  const groups = subsets.map((name) => [name, assessments.filter(({ subset }) => subset === name)] as const);
  return Object.fromEntries(
    [...groups, ["all", assessments] as const].map(([name, group]) => [name, summaryOf(group)]),
  ) as unknown as Summaries;
}

function summaryOf(group: readonly Assessment[]): Summary {
  const share = (holds: (assessment: Assessment) => boolean) => group.filter(holds).length / group.length;
  const total = (of: (assessment: Assessment) => number) => sumOf(group, of);
  const broken = (kind: FirstError) => group.filter(({ firstError }) => firstError === kind).length;
  const asked = group.filter(({ value }) => value !== "not asked");
  const symbols = total(({ symbols }) => symbols.truth);
  const times = group.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    expressions: group.length,
    exact: share(({ errors }) => errors === 0),
    atMostOne: share(({ errors }) => errors <= 1),
    atMostTwo: share(({ errors }) => errors <= 2),
    structure: share(({ rightStructure }) => rightStructure),
    structureOfTruth: share(({ rightStructureOfTruth }) => rightStructureOfTruth),
    segmentationRecall: total(({ symbols }) => symbols.matched) / symbols,
    segmentationPrecision: total(({ symbols }) => symbols.matched) / total(({ symbols }) => symbols.read),
    symbolRecall: total(({ symbols }) => symbols.labelled) / symbols,
    casedAccuracy: total(({ givenBoxes }) => givenBoxes.cased) / symbols,
    labelAccuracy: total(({ givenBoxes }) => givenBoxes.folded) /
      total(({ givenBoxes }) => givenBoxes.labelled),
    withValue: asked.length,
    rightValue: asked.filter(({ value }) => value === "right").length / asked.length,
    firstErrors: {
      segmentation: broken("segmentation"),
      label: broken("label"),
      structure: broken("structure"),
    },
    milliseconds: { median: quantile(times, 0.5), p95: quantile(times, 0.95) },
  };
}

/** The value that a share of the sorted values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
