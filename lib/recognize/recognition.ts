import { type Box, boxAround, type Ink } from "../drawing/mod.ts";
import { evaluate, type RowNode, toLatex, type Value } from "../expressions/mod.ts";
import { mean, sumOf } from "../numbers/mod.ts";
import { FRACTION } from "../symbols/mod.ts";
import type { Hypothesis } from "./classify/hypothesis.ts";
import type { Reading } from "./layout/read_symbols.ts";
import { placedIn } from "./layout/reading.ts";
import { expressionTree } from "./layout/tree_of_row.ts";
import { inkOfGroup } from "./parts/ink_of_group.ts";
import type { Part } from "./parts/parts.ts";

/** One symbol found in a picture. */
export interface RecognizedSymbol {
  /** A cased label: `x`, `X`, `times`, `-` (also of a fraction bar). */
  readonly label: string;
  /** Where it is, in pixels of the picture. */
  readonly box: Box;
  /** Its probability, 0 to 1, by the classifier, which sees only its ink. */
  readonly probability: number;
  /** Other labels its ink may have, the likeliest first. */
  readonly alternatives: readonly { readonly label: string; readonly probability: number }[];
  /** Its ink in its box. */
  readonly ink: Ink;
}

/** What was read from a picture. */
export interface Recognition {
  /** The symbols, from left to right. */
  readonly symbols: readonly RecognizedSymbol[];
  /** The syntax tree. */
  readonly tree: RowNode;
  /** The tree in LaTeX, written by `toLatex`. */
  readonly latex: string;
  /** The value of the tree, computed by `evaluate`. */
  readonly value: Value;
  /**
   * 0 to 1: how sure the classifier is of its symbols (geometric mean), times the share of this reading among those that
   * the search kept to the end.
   */
  readonly confidence: number;
}

/**
 * The best of several readings of a picture, with its symbols, LaTeX, value and confidence.
 *
 * @param readings The best one first.
 * @param hypotheses The hypotheses to which the candidates' indices refer.
 * @param parts The parts in the picture, in the order of the hypotheses' indices.
 */
export function recognitionOf(
  readings: readonly Reading[],
  hypotheses: readonly Hypothesis[],
  parts: readonly Part[],
): Recognition {
  const [{ row, score }] = readings;
  const symbols = placedIn(row).map(({ candidate }) => {
    const { labels, parts: own } = hypotheses[candidate.hypothesis];
    const pieces = own.map((i) => parts[i]), box = boxAround(pieces.map(({ box }) => box));
    const label = candidate.label === FRACTION ? "-" : candidate.label;
    const alternatives = labels.map(({ label, probability }) => ({ label, probability }));
    return {
      label,
      box,
      probability: alternatives.find((alternative) => alternative.label === label)!.probability,
      alternatives: alternatives.filter((alternative) => alternative.label !== label),
      ink: inkOfGroup(pieces, box),
    };
  });
  const tree = expressionTree(row);
  const share = 1 / sumOf(readings, (reading) => Math.exp(reading.score - score));
  const sureness = mean(symbols.map(({ probability }) => Math.log(probability)));
  return {
    symbols,
    tree,
    latex: toLatex(tree),
    value: evaluate(tree),
    confidence: share * Math.exp(sureness),
  };
}
