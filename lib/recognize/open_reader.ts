import type { GreyImage } from "../drawing/mod.ts";
import type { ReaderModel } from "./classify/reader_model.ts";
import { loadReaderModel } from "./classify/model_folder.ts";
import { recognizeOriginal } from "./original/recognize_original.ts";
import { decodePicture } from "./picture/decode_picture.ts";
import { startOpenCv } from "./picture/open_cv.ts";
import type { Recognition } from "./recognition.ts";
import { recognize } from "./recognize.ts";

/** Ways to read a picture: "contours" is the project's own, "original" that of the project it rebuilds. */
export type Pipeline = "contours" | "original";

/** A model that is ready to read pictures of handwritten expressions. */
export interface Reader extends ReaderModel {
  /**
   * Reads the expression in the bytes of a PNG, JPEG, GIF, BMP, TIFF or WebP file.
   *
   * @throws {ReadingError} The bytes are no such picture, nothing is written in it, or too much is.
   */
  read(bytes: Uint8Array): Promise<Recognition>;
  /**
   * Reads the expression in a grey picture that is decoded already.
   *
   * @throws {ReadingError} Nothing is written in the picture, or too much is.
   */
  readImage(image: GreyImage): Recognition;
}

/**
 * Loads a model and starts OpenCV, so that pictures of handwritten expressions can be read:
 * `const reader = await openReader("data/models/reader")`, then
 * `const { latex, value } = await reader.read(await Deno.readFile("photo.jpg"))`.
 *
 * @param model The folder of a reader's model: model.json, its weights and, if it has one, grammar.json.
 * @param pipeline How pictures are read; default "contours".
 * @throws {ModelError} The network is missing, damaged or not one of a reader.
 * @throws {TopologyError} The engine does not know one of its layers.
 * @throws {ReadingError} grammar.json is damaged.
 */
export async function openReader(model: string, pipeline: Pipeline = "contours"): Promise<Reader> {
  const [{ classifier, grammar }] = await Promise.all([loadReaderModel(model), startOpenCv()]);
  const readImage = (image: GreyImage): Recognition => {
    switch (pipeline) {
      case "contours":
        return recognize(image, classifier, { grammar });
      case "original":
        return recognizeOriginal(image, classifier);
      default:
        throw new Error(`unknown pipeline: ${pipeline satisfies never}`);
    }
  };
  return { classifier, grammar, readImage, read: async (bytes) => readImage(await decodePicture(bytes)) };
}
