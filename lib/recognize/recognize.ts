import { type Box, boxAround, type GreyImage, type Ink } from "../drawing/mod.ts";
import { FRACTION } from "../symbols/mod.ts";
import type { SymbolClassifier } from "./classify/classifier.ts";
import { classifyGroups } from "./classify/classify_groups.ts";
import { estimateTilt, turnParts } from "./picture/deskew.ts";
import { expressionTree } from "./layout/tree_of_row.ts";
import { evaluate, type RowNode, toLatex, type Value } from "../expressions/mod.ts";
import type { Grammar } from "./layout/grammar.ts";
import { groupParts } from "./parts/group_parts.ts";
import type { Hypothesis } from "./classify/hypothesis.ts";
import { inkOfGroup } from "./parts/ink_of_group.ts";
import { findParts, inReadingOrder, type Part, penWidth, unitOf, withoutSpecks } from "./parts/parts.ts";
import { readInk } from "./picture/read_ink.ts";
import { placedIn } from "./layout/reading.ts";
import { ReadingError } from "./reading_error.ts";
import { type Reading, readSymbols } from "./layout/read_symbols.ts";
import { Sheet } from "./parts/sheet.ts";
import { splitTouching } from "./parts/split_touching.ts";
import { writtenGrammar } from "./layout/written_grammar.ts";
import { mean, sumOf } from "../numbers/mod.ts";

/** One symbol found in a picture. */
export interface RecognizedSymbol {
  /** A cased label: `x`, `X`, `times`, `-` (also of a fraction bar). */
  readonly label: string;
  /** Where it is, in pixels of the picture. */
  readonly box: Box;
  /** Its probability by the classifier, which sees nothing but its ink. */
  readonly probability: number;
  /** What else its ink may be, the likeliest first. */
  readonly alternatives: readonly { readonly label: string; readonly probability: number }[];
  /** Its ink in its box. */
  readonly ink: Ink;
}

/** A picture read. */
export interface Recognition {
  /** From left to right, as they were read. */
  readonly symbols: readonly RecognizedSymbol[];
  /** The syntax tree. */
  readonly tree: RowNode;
  /** As `toLatex` writes the tree. */
  readonly latex: string;
  /** As `evaluate` finds it. */
  readonly value: Value;
  /**
   * 0 to 1: how sure the classifier is of its symbols (geometric mean), times the share of this reading among those that
   * the search kept to the end.
   */
  readonly confidence: number;
}

/** How a picture is read. */
export interface RecognizeOptions {
  /** What expressions look like; default `writtenGrammar()`. */
  readonly grammar?: Grammar;
  /** Partial readings kept at each step; default 20. */
  readonly beam?: number;
}

/**
 * Nobody writes an expression of more pieces, a photograph of a carpet has them: the longest of CROHME's 11,286 has 115
 * strokes. So many bars over each other take seconds to read and to draw.
 */
export const MOST_PIECES = 130;

/**
 * Reads a picture of a handwritten expression. OpenCV must have been started.
 *
 * @throws ReadingError where nothing is written or too much is.
 */
export function recognize(
  image: GreyImage,
  classifier: SymbolClassifier,
  { grammar = writtenGrammar(), beam }: RecognizeOptions = {},
): Recognition {
  const found = readParts(readInk(image));
  const unit = unitOf(found), pen = penWidth(found), sheet = new Sheet(unit);
  const separate = splitTouching(found, classifier, { pen, unit, sheet });
  const tilt = estimateTilt(separate, unit);
  const level = tilt === 0 ? separate : turnParts(separate, tilt);
  const parts = inReadingOrder(level);
  const boxes = parts.map(({ box }) => box);
  const hypotheses = classifyGroups(parts, groupParts(parts, unit), classifier, sheet);
  const readings = readSymbols(boxes, hypotheses, unit, grammar, { beam });
  return describe(readings, hypotheses, parts.map((part) => separate[level.indexOf(part)]));
}

/**
 * The connected pieces of ink in reading order, without specks.
 *
 * @throws ReadingError where there are none or more than `MOST_PIECES`.
 */
export function readParts(ink: Ink): Part[] {
  const parts = withoutSpecks(findParts(ink));
  checkPieces(parts.length);
  return inReadingOrder(parts);
}

/** @throws ReadingError where there are no pieces of ink or more than `MOST_PIECES`. */
export function checkPieces(count: number): void {
  if (count === 0) throw new ReadingError("Nothing is written in this picture.");
  if (count > MOST_PIECES) {
    throw new ReadingError(
      `An expression may have at most ${MOST_PIECES} separate pieces of ink, this picture has ${count}.`,
    );
  }
}

/** @param parts As they lie in the picture, in the order the hypotheses count them. */
function describe(
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
