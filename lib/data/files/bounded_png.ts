import { inflateSync } from "node:zlib";
import { joined } from "./bytes.ts";

/** All that an image is made of; colour profiles and texts may unpack to any size and are left out. */
const WANTED: readonly string[] = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

const SIGNATURE_BYTES = 8;
/** A chunk's length and type before its data; its check sum after it. */
const HEAD_BYTES = 8, CHECK_BYTES = 4;

/**
 * A PNG without the chunks that nothing here needs, whose pixels unpack to no more than its header says: the decoder
 * unpacks whatever there is, and a thousandth of it is enough to fill the memory.
 *
 * @param bytes With a whole IHDR.
 * @throws {Error} It is cut short, or unpacks to more.
 */
export function boundedPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE_BYTES)], pixels: Uint8Array[] = [];
  for (let at = SIGNATURE_BYTES; at + HEAD_BYTES + CHECK_BYTES <= bytes.length;) {
    const length = view.getUint32(at), end = at + HEAD_BYTES + length + CHECK_BYTES;
    if (end > bytes.length) throw new Error("PNG cut short");
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + HEAD_BYTES));
    if (WANTED.includes(type)) kept.push(bytes.subarray(at, end));
    if (type === "IDAT") pixels.push(bytes.subarray(at + HEAD_BYTES, end - CHECK_BYTES));
    at = end;
  }
  inflateSync(joined(pixels), { maxOutputLength: mostPixelBytes(view) });
  return joined(kept);
}

/** What the pixels of a header's image unpack to at most: rows with their filter byte, of seven passes if interlaced. */
function mostPixelBytes(header: DataView): number {
  const width = header.getUint32(16), height = header.getUint32(20), depth = header.getUint8(24);
  const channels = [1, 0, 3, 1, 2, 0, 4][header.getUint8(25)] ?? 4;
  return (Math.ceil(width * channels * depth / 8) + 1) * height +
    8 * (width + height) * channels * (depth / 8) + 64;
}
