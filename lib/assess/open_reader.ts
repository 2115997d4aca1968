import { loadReaderModel, recognize, recognizeOriginal, startOpenCv } from "../recognize/mod.ts";
import type { Reader } from "./assess.ts";

/** Ways to read a picture. */
export type Pipeline = "contours" | "original";

/**
 * Loads a model and starts OpenCV.
 *
 * @param model The folder of a reader's model.
 * @throws ModelError, TopologyError or ReadingError where it cannot be used.
 */
export async function openReader(model: string, pipeline: Pipeline): Promise<Reader> {
  await startOpenCv();
  const { classifier, grammar } = await loadReaderModel(model);
  switch (pipeline) {
    case "contours":
      return { read: (image) => recognize(image, classifier, { grammar }), classifier, grammar };
    case "original":
      return { read: (image) => recognizeOriginal(image, classifier), classifier, grammar };
    default:
      throw new Error(`unknown pipeline: ${pipeline satisfies never}`);
  }
}
