import type { Box } from "../../drawing/mod.ts";

/** One thing that ink may be. */
export interface LabelScore {
  /** A cased label. */
  readonly label: string;
  /** Its probability by the classifier. */
  readonly probability: number;
  /** What it adds to a reading's score: a log-probability, weighted. */
  readonly score: number;
}

/** A group of parts that may be one symbol. */
export interface Hypothesis {
  /** Indices of its parts, ascending. */
  readonly parts: readonly number[];
  /** The box around them. */
  readonly box: Box;
  /** What it may be, the likeliest first. */
  readonly labels: readonly LabelScore[];
}
