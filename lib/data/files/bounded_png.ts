import { inflateSync } from "node:zlib";
import { joined } from "./bytes.ts";

/** The chunks that make up the image; others, such as colour profiles and texts, may unpack to any size. */
const WANTED: readonly string[] = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

const SIGNATURE_BYTES = 8;
/** Bytes of a chunk's length and type before its data, and of its checksum after it. */
const HEAD_BYTES = 8, CHECK_BYTES = 4;

/**
 * A PNG with only the chunks that make up the image, whose pixels unpack to no more than its header states. The decoder
 * unpacks everything, and a file a thousandth of the memory in size could fill it.
 *
 * @param bytes A PNG with at least a whole IHDR chunk.
 * @throws {Error} It is cut short, or unpacks to more than its header states.
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

/** Most bytes that the pixels can unpack to: rows with their filter bytes, of seven passes if interlaced. */
function mostPixelBytes(header: DataView): number {
  const width = header.getUint32(16), height = header.getUint32(20), depth = header.getUint8(24);
  const channels = [1, 0, 3, 1, 2, 0, 4][header.getUint8(25)] ?? 4;
  return (Math.ceil(width * channels * depth / 8) + 1) * height +
    8 * (width + height) * channels * (depth / 8) + 64;
}
