import { decodeImage } from "../../data/files/decode_image.ts";
import type { GreyImage } from "../../drawing/mod.ts";
import { ReadingError } from "../reading_error.ts";

/**
 * The grey picture in the bytes of a PNG, JPEG, GIF, BMP, TIFF or WebP file, upright as its EXIF says.
 *
 * @throws {ReadingError} It is none of them, is damaged or has a side of more than 8,192 pixels.
 */
export async function decodePicture(bytes: Uint8Array): Promise<GreyImage> {
  try {
    return await decodeImage(bytes);
  } catch (error) {
    throw new ReadingError(`Not a readable picture: ${(error as Error).message}.`);
  }
}
