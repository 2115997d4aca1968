import { asciiAt, type CheckedImage, checkSize, viewOf } from "./checked_image.ts";
import { exifOrientation } from "./orientation.ts";

/** Bytes before the first chunk, and of a chunk's name and length. */
const HEADER_BYTES = 12, HEAD_BYTES = 8;

/** The flag of the header that says that it moves. */
const ANIMATED = 2;

/**
 * A WebP whose header states a size that may be. It is decoded in WebAssembly, in memory of its own.
 *
 * @throws {Error} It is too large, cut short, moves, or has no image.
 */
export function checkedWebp(bytes: Uint8Array): CheckedImage {
  const view = viewOf(bytes);
  let size: readonly [width: number, height: number] | undefined, orientation = 1;
  for (let at = HEADER_BYTES; at + HEAD_BYTES <= bytes.length;) {
    const length = view.getUint32(at + 4, true), start = at + HEAD_BYTES;
    if (start + length > bytes.length) throw new Error("WebP cut short");
    const chunk = asciiAt(bytes, at, 4), data = bytes.subarray(start, start + length);
    const stated = sizeIn(chunk, data);
    if (stated) {
      checkSize(...stated);
      size ??= stated;
    }
    if (chunk === "VP8X" && data[0] & ANIMATED) {
      throw new Error("a WebP that moves; save one image of it as PNG");
    }
    if (chunk === "EXIF") {
      orientation = exifOrientation(asciiAt(data, 0, 4) === "Exif" ? data.subarray(6) : data);
    }
    at = start + length + length % 2;
  }
  if (!size) throw new Error("WebP cut short");
  return { width: size[0], height: size[1], orientation, bytes };
}

/** The size that a chunk states: the canvas of the extended format, or the image itself (RFC 9649, 2.5 to 2.7). */
function sizeIn(chunk: string, data: Uint8Array): readonly [width: number, height: number] | undefined {
  if (!["VP8X", "VP8 ", "VP8L"].includes(chunk)) return undefined;
  if (data.length < 10 && chunk !== "VP8L" || data.length < 5) throw new Error("WebP cut short");
  const view = viewOf(data);
  if (chunk === "VP8X") {
    return [(view.getUint32(4, true) & 0xffffff) + 1, (view.getUint32(6, true) >>> 8) + 1];
  }
  if (chunk === "VP8 ") return [view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff];
  const sides = view.getUint32(1, true);
  return [(sides & 0x3fff) + 1, (sides >>> 14 & 0x3fff) + 1];
}
