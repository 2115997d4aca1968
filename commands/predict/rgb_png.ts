import { deflateSync } from "node:zlib";
import { joined } from "../../lib/data/files/bytes.ts";
import { pngChunk } from "../../lib/data/files/image/png_chunk.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Of a PNG's header: 8 bits a value, red, green and blue, the one compression and set of filters, no interlacing. */
const RGB = [8, 2, 0, 0, 0];

/** The filter by which each byte is stored as its difference from the one above. */
const UP = 2;

/**
 * Encodes colours as a PNG.
 *
 * @param pixels Height × width × 3 values of 0 to 255: red, green, blue.
 */
export function rgbPng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const header = new Uint8Array(13), view = new DataView(header.buffer);
  view.setUint32(0, width), view.setUint32(4, height), header.set(RGB, 8);
  const row = 3 * width, filtered = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (row + 1) + 1, from = y * row;
    filtered[to - 1] = UP;
    for (let i = 0; i < row; i++) filtered[to + i] = pixels[from + i] - (y > 0 ? pixels[from - row + i] : 0);
  }
  return joined([
    SIGNATURE,
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(filtered)),
    pngChunk("IEND", new Uint8Array()),
  ]);
}
