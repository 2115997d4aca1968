import type { DrawnSymbol } from "../data/crohme/mod.ts";
import { casedLabel, foldLabel, NO_SYMBOL, symbolLabel } from "../symbols/mod.ts";
import { readingKey, symbolUnit } from "../drawing/mod.ts";
import { expressionTree } from "../recognize/layout/tree_of_row.ts";
import { type Grammar, Sheet, type SymbolClassifier } from "../recognize/mod.ts";
import { readSymbols } from "../recognize/layout/read_symbols.ts";
import type { Row } from "../recognize/layout/reading.ts";
import type { RowNode } from "../expressions/mod.ts";

/** How many symbols a classifier tells right when it is given their ink. */
export interface GivenBoxes {
  /** By cased labels. */
  readonly cased: number;
  /** By the 82 labels, of those symbols that have one. */
  readonly folded: number;
  /** Symbols with one of the 82 labels. */
  readonly labelled: number;
}

/** What the classifier makes of the ink of each true symbol, "no symbol" being no answer. */
export function classifyTruth(
  symbols: readonly DrawnSymbol[],
  penWidth: number,
  classifier: SymbolClassifier,
): GivenBoxes {
  const sheet = new Sheet(symbolUnit(symbols.map(({ box }) => box), penWidth));
  const { classes, channels } = classifier;
  const images = sheet.draw(
    symbols.map((symbol) => ({ own: [symbol], others: symbols })),
    channels,
  );
  const scores = classifier.classify(images, symbols.length);
  let cased = 0, folded = 0, labelled = 0;
  symbols.forEach(({ raw }, i) => {
    const own = scores.subarray(i * classes.length, (i + 1) * classes.length);
    let best = -1;
    own.forEach((score, c) => {
      if (classes[c] !== NO_SYMBOL && (best < 0 || score > own[best])) best = c;
    });
    const label = symbolLabel(raw!);
    if (classes[best] === casedLabel(raw!)) cased++;
    if (label !== null) labelled++;
    if (label !== null && foldLabel(classes[best]) === label) folded++;
  });
  return { cased, folded, labelled };
}

/** The layout the reader finds for the true symbols, each given with its box and label; undefined where it finds none. */
export function layOutTruth(
  symbols: readonly DrawnSymbol[],
  penWidth: number,
  grammar: Grammar,
): RowNode | undefined {
  const reading = readTruth(symbols, penWidth, grammar);
  return reading && expressionTree(reading.row);
}

/** The reading of the true symbols, and the size of a symbol it assumes, in pixels. */
export function readTruth(
  symbols: readonly DrawnSymbol[],
  penWidth: number,
  grammar: Grammar,
): { readonly row: Row; readonly unit: number } | undefined {
  const boxes = symbols.map(({ box }) => box);
  const unit = symbolUnit(boxes, penWidth);
  const order = boxes.map((_, s) => s)
    .sort((a, b) => readingKey(boxes[a], unit) - readingKey(boxes[b], unit));
  const hypotheses = order.map((s, i) => {
    const raw = symbols[s].raw!;
    return {
      parts: [i],
      box: boxes[s],
      labels: [{ label: casedLabel(raw) ?? raw, probability: 1, score: 0 }],
    };
  });
  const [best] = readSymbols(order.map((s) => boxes[s]), hypotheses, unit, grammar);
  return best && { row: best.row, unit };
}
