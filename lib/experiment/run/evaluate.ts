import { READER_CLASSES } from "../../symbols/mod.ts";
import { labelsOf, select, size } from "../../data/light.ts";
import type { Executor } from "../../engine/mod.ts";
import { evaluateModel } from "../../federated/mod.ts";
import { confusionMatrix } from "../../metrics/mod.ts";
import { classifierOf, type SymbolModel } from "../../recognize/classify/mod.ts";
import { readerLines, type ReaderScores, readerScores } from "../results/reader_scores.ts";
import { type Detail, detail } from "../results/summary.ts";
import { detailLines } from "../results/summary_lines.ts";
import type { TestImages } from "./test_images.ts";
import { percent } from "../../numbers/mod.ts";

/** How well a network tells the symbols it was trained for. */
export interface SymbolScores extends Detail {
  /** Share of the images whose class was the likeliest. */
  readonly accuracy: number;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
}

/** A saved model's results. */
export type Evaluation =
  | { readonly kind: "symbols"; readonly scores: SymbolScores }
  | { readonly kind: "reader"; readonly scores: ReaderScores };

/** Tests a model; a reader's network also for what matters in reading. */
export async function evaluate(
  model: SymbolModel,
  { examples, indices }: TestImages,
  executor: Executor,
): Promise<Evaluation> {
  if (String(model.classes) === String(READER_CLASSES)) {
    const chosen = select(examples, indices);
    const classifier = await classifierOf(model);
    return {
      kind: "reader",
      scores: readerScores(chosen, classifier.classify(chosen.images, size(chosen))),
    };
  }
  const network = { topology: model.topology, batchSize: 32 };
  const { accuracy, loss, predictions } = await evaluateModel(executor, network, model.parameters, {
    examples,
    indices,
  });
  const truths = labelsOf(examples, indices);
  const matrix = confusionMatrix(truths, predictions, examples.classes.length);
  return { kind: "symbols", scores: { accuracy, loss, ...detail(matrix, examples.classes) } };
}

/** The results as lines for the user: what was tested on, what it gave. */
export function evaluationLines({ testSet, indices, notes, skips }: TestImages, found: Evaluation): string[] {
  return [
    ...notes,
    ...skips.map(({ count, reason }) => `left out: ${count} × ${reason}`),
    `tested on ${indices.length} images: ${testSet}`,
    ...(found.kind === "reader" ? readerLines(found.scores) : [
      `accuracy ${percent(found.scores.accuracy, 2)}, loss ${found.scores.loss.toFixed(4)}`,
      ...detailLines(found.scores),
    ]),
  ];
}

/** The results as `--json` prints them. */
export function evaluationJson(
  model: string,
  { testSet, indices, notes, skips }: TestImages,
  { scores }: Evaluation,
): Record<string, unknown> {
  return { model, testSet, images: indices.length, ...scores, notes, skips };
}
