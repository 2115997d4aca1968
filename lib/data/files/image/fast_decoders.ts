import type { DecodedPng } from "fast-png";
import { JPEG_BOUNDS } from "./jpeg_bounds.ts";
import type { Pixels } from "./pixels.ts";

/** Decodes a checked PNG with fast-png, in half of jimp's time; not one of 16 bits, or interlaced of fewer than 8. */
export async function fastPng(bytes: Uint8Array): Promise<Pixels> {
  const { decode } = await import("fast-png");
  return expanded(decode(bytes));
}

/** Decodes a checked JPEG with jpeg-js, which jimp uses too; it is stored, not upright. */
export async function fastJpeg(bytes: Uint8Array): Promise<Pixels> {
  const { decode } = (await import("jpeg-js")).default;
  const { width, height, data } = decode(bytes, { useTArray: true, formatAsRGBA: false, ...JPEG_BOUNDS });
  return { width, height, data, channels: 3, white: 255 };
}

/** Expands what a PNG may pack: several pixels in a byte, a palette, one colour that means transparent. */
function expanded({ width, height, channels, depth, data, palette, transparency }: DecodedPng): Pixels {
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
