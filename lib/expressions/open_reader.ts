import {
  loadClassifier,
  recognize,
  recognizeOriginal,
  startOpenCv,
  writtenGrammar,
} from "../recognize/mod.ts";
import type { Reader } from "./assess.ts";

/** Ways to read a picture. */
export type Pipeline = "contours" | "original";

/**
 * Loads a model and starts OpenCV.
 *
 * @param model The folder of a classifier.
 * @throws ModelError where it cannot be read.
 */
export async function openReader(model: string, pipeline: Pipeline): Promise<Reader> {
  await startOpenCv();
  const classifier = await loadClassifier(model), grammar = writtenGrammar();
  switch (pipeline) {
    case "contours":
      return { read: (image) => recognize(image, classifier, { grammar }), classifier, grammar };
    case "original":
      return { read: (image) => recognizeOriginal(image, classifier), classifier, grammar };
    default:
      throw new Error(`unknown pipeline: ${pipeline satisfies never}`);
  }
}
