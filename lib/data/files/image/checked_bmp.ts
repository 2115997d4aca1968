import { joined } from "../bytes.ts";
import { type CheckedImage, checkSize, viewOf } from "./checked_image.ts";

/** Bytes of the file's header, and of the shortest header of the image, which all longer ones begin with. */
const FILE_HEADER = 14, IMAGE_HEADER = 40;

/** Values of the field "compression": none, or colours in the bits that three masks say. */
const NONE = 0, MASKED = 3;

/** Bits of a pixel. */
const DEPTHS: readonly number[] = [1, 4, 8, 16, 24, 32];

/**
 * A BMP in the plainest form of the same pixels: the shortest header, colours, rows. Pixels of 4 bits become bytes,
 * because the decoder drops rows of an odd number of them.
 *
 * @throws {Error} It is too large, cut short, or of a kind that is not read: OS/2's, compressed, 2 or 64 bits a pixel.
 */
export function checkedBmp(bytes: Uint8Array): CheckedImage {
  if (bytes.length < FILE_HEADER + IMAGE_HEADER) throw new Error("BMP cut short");
  const view = viewOf(bytes), headerBytes = view.getUint32(14, true);
  if (headerBytes < IMAGE_HEADER || headerBytes > 124) {
    throw new Error(`a BMP with a header of ${headerBytes} bytes`);
  }
  const width = view.getUint32(18, true), height = Math.abs(view.getInt32(22, true));
  checkSize(width, height);
  const depth = view.getUint16(28, true), compression = view.getUint32(30, true);
  if (!DEPTHS.includes(depth)) throw new Error(`a BMP of ${depth} bits a pixel`);
  const masked = compression === MASKED && depth >= 16;
  if (compression !== NONE && !masked) throw new Error("a compressed BMP, which is not read; save it as PNG");
  const stated = view.getUint32(46, true), colours = stated === 0 && depth <= 8 ? 2 ** depth : stated;
  if (colours > 256) throw new Error(`a BMP with ${colours} colours in its table`);

  const inside = (start: number, length: number) => {
    if (start + length > bytes.length) throw new Error("BMP cut short");
    return bytes.subarray(start, start + length);
  };
  // In a longer header the masks stand where they follow a short one.
  const masks = masked ? inside(FILE_HEADER + IMAGE_HEADER, 12) : new Uint8Array();
  const tableAt = FILE_HEADER + Math.max(headerBytes, IMAGE_HEADER + masks.length);
  const table = inside(tableAt, 4 * colours);
  const rowBytes = 4 * Math.ceil(width * depth / 32);
  const packed = inside(view.getUint32(10, true), rowBytes * (height - 1) + Math.ceil(width * depth / 8));
  const rows = depth === 4 ? unpackedNibbles(packed, width, height, rowBytes) : packed;

  const header = bytes.slice(0, FILE_HEADER + IMAGE_HEADER), fields = viewOf(header);
  fields.setUint32(10, header.length + masks.length + table.length, true);
  fields.setUint32(14, IMAGE_HEADER, true);
  fields.setUint16(28, depth === 4 ? 8 : depth, true);
  fields.setUint32(46, colours, true);
  return { width, height, orientation: 1, bytes: joined([header, masks, table, rows]) };
}

/** Rows of half bytes as rows of bytes, each filled up to a multiple of four. */
function unpackedNibbles(packed: Uint8Array, width: number, height: number, rowBytes: number): Uint8Array {
  const unpackedBytes = 4 * Math.ceil(width / 4), unpacked = new Uint8Array(unpackedBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = packed[y * rowBytes + (x >> 1)];
      unpacked[y * unpackedBytes + x] = x % 2 === 0 ? byte >> 4 : byte & 15;
    }
  }
  return unpacked;
}
