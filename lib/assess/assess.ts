import type { DrawnSymbol } from "../data/crohme/mod.ts";
import { findParts } from "../recognize/parts/parts.ts";
import { penWidth, type Reader, ReadingError, readInk, type Recognition } from "../recognize/mod.ts";
import type { GreyImage } from "../drawing/mod.ts";
import { canonicalLatex, LatexError, parseLatex, type RowNode } from "../expressions/mod.ts";
import { symbolName } from "../symbols/mod.ts";
import { compareLayouts } from "./compare_layouts.ts";
import { matchSymbols } from "./match_symbols.ts";
import { rightValue } from "./right_value.ts";
import { type Subset, subsetOf } from "./subset.ts";
import type { TestExpression } from "./trial.ts";
import { classifyTruth, type GivenBoxes, layOutTruth } from "./truth_symbols.ts";

/** What is assessed: a reader of decoded pictures. */
export type PictureReader = Pick<Reader, "readImage" | "classifier" | "grammar">;

/** What went wrong first: the ink of the symbols, then their labels, then their places. */
export type FirstError = "none" | "segmentation" | "label" | "structure";

/** The result of reading one expression. */
export interface Assessment {
  /** Its name in its set. */
  readonly id: string;
  /** The truth's subset; `nested` if the truth cannot be parsed. */
  readonly subset: Subset;
  /** The truth in canonical LaTeX, or unchanged if it cannot be parsed. */
  readonly truth: string;
  /** The reading in canonical LaTeX; empty if nothing was read. */
  readonly read: string;
  /** Number of errors by `compareLayouts`; Infinity if the truth cannot be parsed. */
  readonly errors: number;
  /** Whether the places are right, whatever the symbols. */
  readonly rightStructure: boolean;
  /** Whether the reader finds the right places when given the true symbols. */
  readonly rightStructureOfTruth: boolean;
  /** Numbers of symbols: true, read, matched by their ink, and matched with the right label. */
  readonly symbols: Readonly<Record<"truth" | "read" | "matched" | "labelled", number>>;
  /** Number of symbols classified correctly when their ink is given. */
  readonly givenBoxes: GivenBoxes;
  /** Whether its value is right; only asked for arithmetic. */
  readonly value: "right" | "wrong" | "not asked";
  /** The first stage that failed. */
  readonly firstError: FirstError;
  /** The reader's confidence, 0 to 1; 0 if nothing was read. */
  readonly confidence: number;
  /** Time to read the picture. */
  readonly milliseconds: number;
}

/** Draws an expression, reads the picture and compares the reading with the truth. OpenCV must have been started. */
export function assess(
  test: TestExpression,
  reader: PictureReader,
): Assessment {
  const { image, symbols: drawn } = test.draw();
  const start = performance.now();
  const read = attempt(() => reader.readImage(image));
  const milliseconds = performance.now() - start;
  const layout = read ? layoutOf(read) : NOTHING;
  const symbols = drawn.filter(({ raw }) => raw !== null);
  const counts = countSymbols(read, symbols);
  const { truth } = test;
  const { errors, sameStructure } = truth
    ? compareLayouts(layout, truth)
    : { errors: Infinity, sameStructure: false };
  const pen = penOf(image);
  const laidOut = truth && layOutTruth(symbols, pen, reader.grammar);
  return {
    id: test.id,
    subset: truth ? subsetOf(truth) : "nested",
    truth: truth ? canonicalLatex(truth) : test.latex,
    read: canonicalLatex(layout),
    errors,
    rightStructure: sameStructure,
    rightStructureOfTruth: laidOut !== undefined &&
      compareLayouts(laidOut, truth!).sameStructure,
    symbols: counts,
    givenBoxes: classifyTruth(symbols, pen, reader.classifier),
    value: truth ? rightValue(read?.tree, truth) : "not asked",
    firstError: errors === 0 ? "none" : firstErrorOf(counts),
    confidence: read?.confidence ?? 0,
    milliseconds,
  };
}

const NOTHING: RowNode = { kind: "row", children: [] };

/** The tree of a reading's LaTeX; if that does not parse (a root sign without a radicand), its symbols on one line. */
function layoutOf({ latex, symbols }: Recognition): RowNode {
  try {
    return parseLatex(latex);
  } catch (error) {
    if (!(error instanceof LatexError)) throw error;
    return { kind: "row", children: symbols.map(({ label }) => ({ kind: "symbol", label })) };
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError) return undefined;
    throw error;
  }
}

function countSymbols(read: Recognition | undefined, truth: readonly DrawnSymbol[]): Assessment["symbols"] {
  const found = read?.symbols ?? [];
  const matches = matchSymbols(found, truth);
  const labelled = matches.filter((t, i) => t >= 0 && found[i].label === symbolName(truth[t].raw!));
  return {
    truth: truth.length,
    read: found.length,
    matched: matches.filter((t) => t >= 0).length,
    labelled: labelled.length,
  };
}

function firstErrorOf({ truth, read, matched, labelled }: Assessment["symbols"]): FirstError {
  if (matched < truth || matched < read) return "segmentation";
  return labelled < matched ? "label" : "structure";
}

function penOf(image: GreyImage): number {
  return penWidth(attempt(() => findParts(readInk(image))) ?? []);
}
