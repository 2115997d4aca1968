import { MOST_PIXELS } from "../limits.ts";

/** Longest side allowed, in pixels: no image of a symbol needs more, and a small file can claim any size. */
const LONGEST_SIDE = 8192;

/** An image file whose header has been checked: decoding it takes no more memory and time than its size says. */
export interface CheckedImage {
  /** Width in pixels, as stored, before it is turned upright. */
  readonly width: number;
  /** Height in pixels, as stored. */
  readonly height: number;
  /** How it must be turned: the orientation of EXIF, 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** A file of the same pixels, without what its decoder need not see; of a WebP the file itself. */
  readonly bytes: Uint8Array;
}

/**
 * Checks the size that an image's header states.
 *
 * @throws {Error} There are no pixels, a side is longer than 8,192, or there are more than 33 million.
 */
export function checkSize(width: number, height: number): void {
  if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
    throw new Error(`${width} × ${height} pixels, a side may have at most ${LONGEST_SIDE}`);
  }
  if (width * height > MOST_PIXELS) {
    throw new Error(`${width} × ${height} pixels, there may be at most ${MOST_PIXELS}`);
  }
  if (width === 0 || height === 0) throw new Error("no pixels");
}

/** A view of the same bytes, for numbers of several bytes. */
export function viewOf(bytes: Uint8Array): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

/** The text of bytes that are ASCII: the name of a chunk. */
export function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
