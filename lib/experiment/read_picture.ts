import { drawExpression, type Expression, inkmlStrokes } from "../data/crohme/mod.ts";
import { decodePicture, type GreyImage } from "../recognize/mod.ts";

/**
 * The picture in a file: a PNG or JPEG as it is, the strokes of an InkML file drawn with a pen.
 *
 * @throws ReadingError or InkmlError where it is neither, the errors of `Deno.readFile` where it cannot be opened.
 */
export async function readPicture(path: string): Promise<GreyImage> {
  if (!/\.inkml$/i.test(path)) return await decodePicture(await Deno.readFile(path));
  const ink: Expression = {
    id: path,
    split: "",
    writer: null,
    latex: "",
    symbols: inkmlStrokes(await Deno.readTextFile(path)).map((stroke) => ({
      raw: "",
      label: null,
      strokes: [stroke],
    })),
    unlabelled: [],
    origin: path,
  };
  return drawExpression(ink).image;
}
