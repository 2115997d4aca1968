import { inflateSync } from "node:zlib";
import { gathered, joined } from "../bytes.ts";
import { asciiAt, type CheckedImage, checkSize, viewOf } from "./checked_image.ts";
import { exifOrientation } from "./orientation.ts";
import { pngChunk } from "./png_chunk.ts";

const SIGNATURE_BYTES = 8;
/** Bytes of a chunk's length and type before its data, and of its checksum after it. */
const HEAD_BYTES = 8, CHECK_BYTES = 4;
/** Where the first chunk ends, which is the header. */
const HEADER_END = SIGNATURE_BYTES + HEAD_BYTES + 13 + CHECK_BYTES;

/** What the header of a PNG says besides its size. */
export interface PngHeader {
  /** Bits of a channel: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** Whether the pixels are stored in seven passes. */
  readonly interlaced: boolean;
}

/**
 * A PNG with only the chunks that make up the image, whose pixels unpack to no more than its header states. The decoders
 * unpack everything, colour profiles and texts too, and a file a thousandth of the memory in size could fill it.
 *
 * @throws {Error} It is too large, cut short, or unpacks to more than its header states.
 */
export function checkedPng(bytes: Uint8Array): CheckedImage & PngHeader {
  const view = viewOf(bytes);
  if (bytes.length < HEADER_END) throw new Error("PNG cut short");
  if (asciiAt(bytes, 12, 4) !== "IHDR" || view.getUint32(8) !== 13) throw new Error("a PNG without a header");
  const width = view.getUint32(16), height = view.getUint32(20);
  checkSize(width, height);
  let orientation = 1;
  for (const { type, start, end } of chunksOf(bytes)) {
    if (type === "eXIf") orientation = exifOrientation(bytes.subarray(start + HEAD_BYTES, end - CHECK_BYTES));
  }
  const colours = gathered(bytes, spansOf(bytes, ["PLTE", "tRNS"], 0, 0));
  const pixels = gathered(bytes, spansOf(bytes, ["IDAT"], HEAD_BYTES, CHECK_BYTES));
  inflateSync(pixels, { maxOutputLength: mostPixelBytes(view) });
  return {
    width,
    height,
    orientation,
    bytes: joined([
      bytes.subarray(0, HEADER_END),
      colours,
      pngChunk("IDAT", pixels),
      pngChunk("IEND", new Uint8Array()),
    ]),
    depth: view.getUint8(24),
    interlaced: view.getUint8(28) === 1,
  };
}

/** The chunks after the header: what they are, and where they begin and end. */
function* chunksOf(bytes: Uint8Array): Generator<{ type: string; start: number; end: number }> {
  const view = viewOf(bytes);
  for (let start = HEADER_END; start + HEAD_BYTES + CHECK_BYTES <= bytes.length;) {
    const end = start + HEAD_BYTES + view.getUint32(start) + CHECK_BYTES;
    if (end > bytes.length) throw new Error("PNG cut short");
    yield { type: asciiAt(bytes, start + 4, 4), start, end };
    start = end;
  }
}

/** Where the chunks of some types are, without so many bytes at their beginning and end. */
function* spansOf(
  bytes: Uint8Array,
  types: readonly string[],
  before: number,
  after: number,
): Generator<readonly [start: number, end: number]> {
  for (const { type, start, end } of chunksOf(bytes)) {
    if (types.includes(type)) yield [start + before, end - after];
  }
}

/** Most bytes that the pixels can unpack to: rows with their filter bytes, of seven passes if interlaced. */
function mostPixelBytes(header: DataView): number {
  const width = header.getUint32(16), height = header.getUint32(20), depth = header.getUint8(24);
  const channels = [1, 0, 3, 1, 2, 0, 4][header.getUint8(25)] ?? 4;
  return (Math.ceil(width * channels * depth / 8) + 1) * height +
    8 * (width + height) * channels * (depth / 8) + 64;
}
