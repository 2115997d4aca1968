import { checkedBmp } from "./checked_bmp.ts";
import { checkedGif } from "./checked_gif.ts";
import { asciiAt, type CheckedImage } from "./checked_image.ts";
import { checkedJpeg } from "./checked_jpeg.ts";
import { checkedPng } from "./checked_png.ts";
import { checkedTiff } from "./checked_tiff.ts";
import { checkedWebp } from "./checked_webp.ts";
import { fastJpeg, fastPng } from "./fast_decoders.ts";
import { decodeWebpWithJimp, decodeWithJimp } from "./jimp_decoder.ts";
import { upright } from "./orientation.ts";
import { type Pixels, toGrey } from "./pixels.ts";
import type { GreyImage } from "../../../drawing/mod.ts";

/** A format of image files that is read. */
export interface ImageFormat {
  /** Its name. */
  readonly name: string;
  /** How its files' names end. */
  readonly endings: readonly string[];
  /** Whether bytes begin as its files do. */
  begins(bytes: Uint8Array): boolean;
  /**
   * Decodes a file of the format to grey values.
   *
   * @throws {Error} It is too large, damaged, or of a kind that is not read; the message says which.
   */
  decode(bytes: Uint8Array): Promise<GreyImage>;
}

const startsWith = (text: string) => (bytes: Uint8Array) => asciiAt(bytes, 0, text.length) === text;

/** The formats that are read. */
export const IMAGE_FORMATS: readonly ImageFormat[] = [
  { name: "PNG", endings: ["png"], begins: startsWith("\x89PNG"), decode: decodePng },
  { name: "JPEG", endings: ["jpg", "jpeg"], begins: startsWith("\xff\xd8"), decode: decodeJpeg },
  {
    name: "GIF",
    endings: ["gif"],
    begins: startsWith("GIF8"),
    decode: (bytes) => decoded(checkedGif(bytes)),
  },
  { name: "BMP", endings: ["bmp"], begins: startsWith("BM"), decode: (bytes) => decoded(checkedBmp(bytes)) },
  {
    name: "TIFF",
    endings: ["tif", "tiff"],
    begins: (bytes) => startsWith("II*\0")(bytes) || startsWith("MM\0*")(bytes),
    decode: (bytes) => decoded(checkedTiff(bytes)),
  },
  {
    name: "WebP",
    endings: ["webp"],
    begins: (bytes) => startsWith("RIFF")(bytes) && asciiAt(bytes, 8, 4) === "WEBP",
    decode: (bytes) => decoded(checkedWebp(bytes), decodeWebpWithJimp),
  },
];

/** Most pixels of an image that is small: sets of symbols have thousands of them, and faster decoders are worth it. */
const SMALL = 2 ** 16;

function isSmall({ width, height }: CheckedImage): boolean {
  return width * height <= SMALL;
}

/** Turns the image upright that a decoder gives. */
async function decoded(
  { bytes, orientation }: CheckedImage,
  decode: (bytes: Uint8Array) => Promise<Pixels> = decodeWithJimp,
): Promise<GreyImage> {
  return upright(toGrey(await decode(bytes)), orientation);
}

async function decodePng(bytes: Uint8Array): Promise<GreyImage> {
  const png = checkedPng(bytes);
  // fast-png keeps 16 bits, which jimp rounds to 8 first, and reads interlaced pixels as whole bytes.
  const isFast = isSmall(png) && (png.interlaced ? png.depth === 8 : png.depth <= 8);
  return await decoded(png, isFast ? fastPng : decodeWithJimp);
}

async function decodeJpeg(bytes: Uint8Array): Promise<GreyImage> {
  const jpeg = checkedJpeg(bytes);
  if (isSmall(jpeg)) return await decoded(jpeg, fastJpeg);
  // jimp turns it upright itself.
  return toGrey(await decodeWithJimp(jpeg.bytes));
}
