import { gathered, joined } from "../bytes.ts";
import { type CheckedImage, checkSize, viewOf } from "./checked_image.ts";
import { lzwLength } from "./lzw_length.ts";

/** First bytes of blocks (GIF89a, sections 20 to 27). */
const EXTENSION = 0x21, IMAGE = 0x2c, END = 0x3b, GRAPHIC_CONTROL = 0xf9;

/** Bytes of the header with the size of the screen, and of the head of an image. */
const HEADER_BYTES = 13, IMAGE_HEAD_BYTES = 10;

/**
 * A GIF with its first image only: a film may have millions, and a decoder lists them all.
 *
 * @throws {Error} It is too large, cut short, has no image or no colours, or its first image is damaged or reaches
 * outside the screen.
 */
export function checkedGif(bytes: Uint8Array): CheckedImage {
  if (bytes.length < HEADER_BYTES) throw new Error("GIF cut short");
  const view = viewOf(bytes), width = view.getUint16(6, true), height = view.getUint16(8, true);
  checkSize(width, height);
  const colours = coloursEnd(bytes[10], HEADER_BYTES);
  const kept = [bytes.subarray(0, colours)];
  let at = colours;
  while (bytes[at] === EXTENSION) {
    const end = blocksEnd(bytes, at + 2);
    if (bytes[at + 1] === GRAPHIC_CONTROL) kept[1] = bytes.subarray(at, end);
    at = end;
  }
  if (bytes[at] !== IMAGE) throw new Error(at >= bytes.length ? "GIF cut short" : "a GIF without an image");
  if (at + IMAGE_HEAD_BYTES > bytes.length) throw new Error("GIF cut short");
  const [left, top, columns, rows] = [1, 3, 5, 7].map((offset) => view.getUint16(at + offset, true));
  if (left + columns > width || top + rows > height || columns * rows === 0) {
    throw new Error(`a GIF of ${width} × ${height} pixels whose first image is not inside`);
  }
  const head = at + IMAGE_HEAD_BYTES, codes = coloursEnd(bytes[at + 9], head);
  if (codes === head && colours === HEADER_BYTES) throw new Error("a GIF without colours");
  const end = blocksEnd(bytes, codes + 1);
  checkCodes(bytes[codes], gathered(bytes, blocksOf(bytes, codes + 1)), columns * rows);
  return {
    width,
    height,
    orientation: 1,
    bytes: joined([...kept, bytes.subarray(at, end), Uint8Array.of(END)]),
  };
}

/** Where the table of colours ends that begins at `start`, if these flags say that there is one. */
function coloursEnd(flags: number, start: number): number {
  return flags & 0x80 ? start + 3 * 2 ** ((flags & 7) + 1) : start;
}

/** Where the data of blocks is, each of which begins with its length; one of length 0 ends them. */
function* blocksOf(bytes: Uint8Array, start: number): Generator<readonly [start: number, end: number]> {
  for (let at = start; bytes[at] > 0; at += 1 + bytes[at]) yield [at + 1, at + 1 + bytes[at]];
}

function blocksEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] > 0) at += 1 + bytes[at];
  if (at >= bytes.length) throw new Error("GIF cut short");
  return at + 1;
}

/** Checks that the codes stand for as many pixels as the image has. */
function checkCodes(literalBits: number, codes: Uint8Array, pixels: number): void {
  if (literalBits < 1 || literalBits > 8) throw new Error(`a GIF of ${literalBits} bits a pixel`);
  const length = lzwLength(codes, { literalBits, lowestFirst: true, early: false }, pixels);
  if (length < pixels) throw new Error(`damaged: it unpacks to ${length} of ${pixels} pixels`);
}
