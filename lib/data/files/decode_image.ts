import type { DecodedPng } from "fast-png";
import { MOST_PIXELS } from "./limits.ts";
import { boundedPng } from "./bounded_png.ts";
import type { GreyImage } from "../../drawing/mod.ts";

/** Longest side allowed, in pixels: no image of a symbol needs more, and a small file can claim any size. */
const LONGEST_SIDE = 8192;

/** Pixels of up to four channels, as a decoder gives them. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  readonly channels: number;
  /** width × height × channels values. */
  readonly data: ArrayLike<number>;
  /** The largest value a channel can have. */
  readonly white: number;
}

/**
 * Decodes a PNG or JPEG, recognised by its first bytes, to grey values (Rec. 601 luma). Transparent pixels show white
 * paper; if nothing would be visible then (white ink on a transparent ground), opacity is taken as dark ink.
 *
 * @throws {Error} It cannot be decoded, a side is longer than 8,192 pixels or it has more than 33 million pixels; the
 * message says which.
 */
export async function decodeImage(bytes: Uint8Array): Promise<GreyImage> {
  if (isPng(bytes)) return toGrey(await decodePng(bytes));
  if (isJpeg(bytes)) return toGrey(await decodeJpeg(bytes));
  throw new Error(bytes.length === 0 ? "empty file" : "neither PNG nor JPEG by its first bytes");
}

function isPng(bytes: Uint8Array): boolean {
  return bytes.length > 33 && bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e &&
    bytes[3] === 0x47;
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

function checkSize(width: number, height: number): void {
  if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
    throw new Error(`${width} × ${height} pixels, a side may have at most ${LONGEST_SIDE}`);
  }
  if (width * height > MOST_PIXELS) {
    throw new Error(`${width} × ${height} pixels, there may be at most ${MOST_PIXELS}`);
  }
  if (width === 0 || height === 0) throw new Error("no pixels");
}

async function decodePng(bytes: Uint8Array): Promise<Pixels> {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  checkSize(view.getUint32(16), view.getUint32(20));
  const interlaced = bytes[28] === 1, fewBits = bytes[24] < 8;
  // fast-png reads each pixel of an interlaced image as a whole byte.
  if (interlaced && fewBits) throw new Error("interlaced PNG of fewer than 8 bits a pixel");
  const { decode } = await import("fast-png");
  return expandPng(decode(boundedPng(bytes)));
}

/** Memory that jpeg-js may use: it needs 24 bytes for each pixel. */
const MOST_JPEG_MEGABYTES = 800;

async function decodeJpeg(bytes: Uint8Array): Promise<Pixels> {
  const { decode } = (await import("jpeg-js")).default;
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    maxResolutionInMP: MOST_PIXELS / 1e6,
    maxMemoryUsageInMB: MOST_JPEG_MEGABYTES,
  });
  checkSize(width, height);
  return { width, height, data, channels: 3, white: 255 };
}

/** Expands what a PNG may pack: several pixels in a byte, a palette, one colour that means transparent. */
function expandPng({ width, height, channels, depth, data, palette, transparency }: DecodedPng): Pixels {
  const white = 2 ** depth - 1;
  const values = depth < 8 ? unpackBits(data, width * channels, height, depth) : data;
  if (palette) {
    const entry = palette[0].length;
    const colours = new Uint8Array(width * height * entry);
    for (let i = 0; i < width * height; i++) {
      const colour = palette[values[i]];
      if (!colour) throw new Error(`palette has no colour ${values[i]}`);
      colours.set(colour, i * entry);
    }
    return { width, height, channels: entry, data: colours, white: 255 };
  }
  if (!transparency) return { width, height, channels, data: values, white };
  const keyed = new Uint16Array(width * height * (channels + 1));
  for (let i = 0; i < width * height; i++) {
    let clear = true;
    for (let c = 0; c < channels; c++) {
      keyed[i * (channels + 1) + c] = values[i * channels + c];
      clear &&= values[i * channels + c] === transparency[c];
    }
    keyed[i * (channels + 1) + channels] = clear ? 0 : white;
  }
  return { width, height, channels: channels + 1, data: keyed, white };
}

/**
 * Expands rows of 1, 2 or 4 bits for each value; a row begins with a new byte, its first value in the highest bits.
 */
function unpackBits(packed: ArrayLike<number>, perRow: number, rows: number, depth: number): Uint8Array {
  const values = new Uint8Array(perRow * rows);
  const rowBytes = Math.ceil(perRow * depth / 8), perByte = 8 / depth;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < perRow; x++) {
      const byte = packed[y * rowBytes + Math.floor(x / perByte)];
      values[y * perRow + x] = byte >> (8 - depth * (x % perByte + 1)) & (2 ** depth - 1);
    }
  }
  return values;
}

function toGrey({ width, height, channels, data, white }: Pixels): GreyImage {
  const n = width * height;
  if (data.length < n * channels) throw new Error("fewer pixels than its header says");
  const grey = new Uint8Array(n);
  const colour = channels >= 3, alpha = channels % 2 === 0;
  const scale = 255 / white;
  let clearest = 1, darkest = 255;
  for (let i = 0; i < n; i++) {
    const at = i * channels;
    const luma = colour ? 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2] : data[at];
    const opacity = alpha ? data[at + channels - 1] / white : 1;
    grey[i] = Math.round(scale * luma * opacity + 255 * (1 - opacity));
    if (opacity < clearest) clearest = opacity;
    if (grey[i] < darkest) darkest = grey[i];
  }
  if (clearest < 1 && darkest === 255) {
    for (let i = 0; i < n; i++) grey[i] = 255 - Math.round(255 * data[i * channels + channels - 1] / white);
  }
  return { width, height, pixels: grey };
}
