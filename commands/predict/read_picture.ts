import type { Expression } from "../../lib/data/crohme/mod.ts";
import { readBytes, readText } from "../../lib/files/mod.ts";
import { MOST_IMAGE_BYTES, MOST_INKML } from "../../lib/data/files/limits.ts";
import { decodePicture } from "../../lib/recognize/mod.ts";
import type { GreyImage } from "../../lib/drawing/mod.ts";

/**
 * The picture in a file: an image as it is, turned upright, or the strokes of an InkML file drawn with a pen.
 *
 * @throws ReadingError or InkmlError where it is neither, FileError where it cannot be read, DataError where its strokes
 * cannot be drawn.
 */
export async function readPicture(path: string): Promise<GreyImage> {
  if (!/\.inkml$/i.test(path)) return await decodePicture(readBytes(path, MOST_IMAGE_BYTES));
  const { drawExpression, inkmlStrokes } = await import("../../lib/data/crohme/mod.ts");
  const ink: Expression = {
    id: path,
    split: "",
    writer: null,
    latex: "",
    symbols: inkmlStrokes(readText(path, 4 * MOST_INKML)).map((stroke) => ({
      raw: "",
      label: null,
      strokes: [stroke],
    })),
    unlabelled: [],
    origin: path,
  };
  return drawExpression(ink).image;
}
