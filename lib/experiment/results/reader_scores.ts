import { type Dataset, size } from "../../data/light.ts";
import { foldLabel, LABEL_INDEX, LABELS, NO_SYMBOL } from "../../symbols/mod.ts";
import { confusionMatrix } from "../../metrics/mod.ts";
import { type Detail, detail } from "./summary.ts";
import { detailLines } from "./summary_lines.ts";
import { percent } from "../../numbers/mod.ts";

/** How well a reader's network tells single symbols and ink that is none. */
export interface ReaderScores {
  /** Symbols with a label among the 82. */
  readonly symbols: number;
  /**
   * Share of them whose label among the 82 was the likeliest: the probabilities of both cases of a letter added, no
   * look-alikes folded, full stop and `no_symbol` out of the question.
   */
  readonly accuracy: number;
  /** Share of all symbols, full stops too, whose cased label was the likeliest. */
  readonly casedAccuracy: number;
  /** Wrong groups, and pieces of symbols. */
  readonly wrongGroups: number;
  /** Share of them for which `no_symbol` was the likeliest of all classes. */
  readonly wrongGroupsTold: number;
  /** Share of the symbols for which it was so too. */
  readonly symbolsRejected: number;
  /** The answers among the 82 in detail. */
  readonly detail: Detail;
}

/**
 * Scores a reader's network on a reader's images.
 *
 * @param probabilities The logarithms of the probabilities of each class for each image, n × classes.
 */
export function readerScores(dataset: Dataset, probabilities: Float32Array): ReaderScores {
  const { classes, labels } = dataset;
  const none = classes.indexOf(NO_SYMBOL);
  const folded = classes.map((label) => LABEL_INDEX.get(foldLabel(label) ?? "") ?? -1);
  const truths: number[] = [], answers: number[] = [];
  let symbols = 0, cased = 0, rejected = 0, wrongGroups = 0, told = 0;
  for (let i = 0; i < size(dataset); i++) {
    const row = probabilities.subarray(i * classes.length, (i + 1) * classes.length);
    const likeliest = greatest(row), truth = labels[i];
    if (truth === none) {
      wrongGroups++;
      if (likeliest === none) told++;
      continue;
    }
    symbols++;
    if (likeliest === none) rejected++;
    if (greatest(row.map((value, c) => c === none ? -Infinity : value)) === truth) cased++;
    if (folded[truth] < 0) continue;
    const sums = new Float64Array(LABELS.length);
    row.forEach((value, c) => folded[c] >= 0 && (sums[folded[c]] += Math.exp(value)));
    truths.push(folded[truth]), answers.push(greatest(sums));
  }
  return {
    symbols: truths.length,
    accuracy: truths.filter((truth, i) => truth === answers[i]).length / truths.length,
    casedAccuracy: cased / symbols,
    wrongGroups,
    wrongGroupsTold: told / wrongGroups,
    symbolsRejected: rejected / symbols,
    detail: detail(confusionMatrix(truths, answers, LABELS.length), LABELS),
  };
}

/** The scores as lines for the user. */
export function readerLines(scores: ReaderScores): string[] {
  const shown = (share: number) => percent(share, 2);
  const rejected = `${shown(scores.symbolsRejected)} of the symbols`;
  return [
    `accuracy ${shown(scores.accuracy)} on ${scores.symbols} symbols of the 82 labels; ` +
    `with letters in their case and full stops ${shown(scores.casedAccuracy)}`,
    scores.wrongGroups > 0
      ? `no symbol: told of ${
        shown(scores.wrongGroupsTold)
      } of ${scores.wrongGroups} wrong groups and pieces, ` +
        `and of ${rejected}`
      : `no symbol: told of ${rejected}`,
    ...detailLines(scores.detail),
  ];
}

function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
