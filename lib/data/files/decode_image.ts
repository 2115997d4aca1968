import type { GreyImage } from "../../drawing/mod.ts";
import { IMAGE_FORMATS } from "./image/format.ts";
import { whyNotRead } from "./image/other_format.ts";

/**
 * Decodes a PNG, JPEG, GIF, BMP, TIFF or WebP, recognised by its first bytes, to grey values (Rec. 601 luma), turned
 * upright as its EXIF says. Of a film or of several pages it is the first. Transparent pixels show white paper; if
 * nothing would be visible then (white ink on a transparent ground), opacity is taken as dark ink.
 *
 * Small PNGs and JPEGs have fast decoders; jimp decodes all else, loaded with the first such picture. jimp looks through
 * the environment, so it needs `--ignore-env` (which shows it an empty one) or `--allow-env`.
 *
 * @throws {Error} It cannot be decoded, a side is longer than 8,192 pixels or it has more than 33 million pixels; the
 * message says which.
 */
export async function decodeImage(bytes: Uint8Array): Promise<GreyImage> {
  const format = IMAGE_FORMATS.find(({ begins }) => begins(bytes));
  if (!format) throw new Error(whyNotRead(bytes));
  return await format.decode(bytes);
}
