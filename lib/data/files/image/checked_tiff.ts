import { inflateSync } from "node:zlib";
import { joined } from "../bytes.ts";
import { sum } from "../../../numbers/mod.ts";
import { type CheckedImage, checkSize, viewOf } from "./checked_image.ts";
import { lzwLength } from "./lzw_length.ts";
import { exifOrientation } from "./orientation.ts";
import { tiffDirectory } from "./tiff_directory.ts";

/** Tags of a directory (TIFF 6.0, section 8). */
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  kind: 262,
  offsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  byteCounts: 279,
  planes: 284,
  predictor: 317,
  colours: 320,
  tileWidth: 322,
  extraSamples: 338,
} as const;

/** Compressions that are read; those of faxes, and JPEG inside TIFF, are not: what they take cannot be bounded. */
const NONE = 1, LZW = 5, DEFLATE: readonly number[] = [8, 32946], PACK_BITS = 32773;

/** What the decoder reads rightly: of each kind of picture, the bits of a sample and the numbers of samples. */
const KINDS: readonly { readonly bits: readonly number[]; readonly samples: readonly number[] }[] = [
  { bits: [1, 4, 8, 16], samples: [1] }, // grey, 0 is white
  { bits: [1, 2, 8, 16], samples: [1] }, // grey, 0 is black
  { bits: [8, 16], samples: [3, 4] }, // RGB
  { bits: [1, 2, 4, 8], samples: [1] }, // a palette
];

const CONVERT = "save it as PNG";

/**
 * A TIFF with a directory of its first picture only, of few tags, each of them checked; the data is where it was. A
 * decoder follows all directories, which may refer to one another without end, and unpacks any number of strips, which
 * may all be the same and unpack to any size.
 *
 * @throws {Error} It is too large, cut short, unpacks to more than it states, or is of a kind that is not read: in tiles or
 * planes, compressed as a fax or as JPEG, CMYK, or of floating-point numbers.
 */
export function checkedTiff(bytes: Uint8Array): CheckedImage {
  const { littleEndian, numbers } = tiffDirectory(bytes);
  const one = (tag: number, otherwise?: number): number => {
    const value = numbers(tag, 1)?.[0] ?? otherwise;
    if (value === undefined) throw new Error(`a TIFF without tag ${tag}`);
    return value;
  };
  const width = one(TAG.width), height = one(TAG.height);
  checkSize(width, height);
  const kind = one(TAG.kind), samples = one(TAG.samples, 1), bits = numbers(TAG.bits, 4) ?? [1];
  const known = KINDS[kind];
  if (!known?.samples.includes(samples) || !known.bits.includes(bits[0]) || bits.some((b) => b !== bits[0])) {
    throw new Error(
      `a TIFF of kind ${kind} with ${samples} × ${bits[0]} bits a pixel, which is not read; ${CONVERT}`,
    );
  }
  if (one(TAG.planes, 1) !== 1 && samples > 1) {
    throw new Error(`a TIFF in planes, which is not read; ${CONVERT}`);
  }
  if (numbers(TAG.tileWidth, 1)) throw new Error(`a TIFF in tiles, which is not read; ${CONVERT}`);
  const predictor = one(TAG.predictor, 1);
  if (predictor > 2) throw new Error(`a TIFF with predictor ${predictor}, which is not read; ${CONVERT}`);

  const compression = one(TAG.compression, 1);
  const rowBytes = Math.ceil(width * samples * bits[0] / 8);
  const rowsPerStrip = Math.min(height, Math.max(1, one(TAG.rowsPerStrip, height)));
  const strips = Math.ceil(height / rowsPerStrip);
  const offsets = numbers(TAG.offsets, strips), counts = numbers(TAG.byteCounts, strips);
  if (offsets?.length !== strips) throw new Error(`a TIFF without its ${strips} strips`);
  const sizes = offsets.map((_, i) => rowBytes * Math.min(rowsPerStrip, height - i * rowsPerStrip));
  const byteCounts = compression === NONE ? sizes : counts;
  if (byteCounts?.length !== strips) throw new Error(`a TIFF without the sizes of its ${strips} strips`);
  if (sum(byteCounts) > bytes.length) throw new Error("a TIFF whose strips overlap, or cut short");
  offsets.forEach((offset, i) => {
    if (offset + byteCounts[i] > bytes.length) throw new Error("TIFF cut short");
    // Some programs fill up the last strip to full height.
    checkUnpacked(compression, bytes.subarray(offset, offset + byteCounts[i]), rowBytes * rowsPerStrip);
  });

  const colours = numbers(TAG.colours, 3 * 256);
  if (kind === 3 && colours?.length !== 3 * 2 ** bits[0]) throw new Error("a TIFF without its colours");
  const extra = numbers(TAG.extraSamples, 1);
  return {
    width,
    height,
    orientation: exifOrientation(bytes),
    bytes: withDirectory(bytes, littleEndian, [
      [TAG.width, [width]],
      [TAG.height, [height]],
      [TAG.bits, bits],
      [TAG.compression, [compression]],
      [TAG.kind, [kind]],
      [TAG.offsets, offsets],
      [TAG.samples, [samples]],
      [TAG.rowsPerStrip, [rowsPerStrip]],
      [TAG.byteCounts, byteCounts],
      [TAG.predictor, [predictor]],
      ...(colours ? [[TAG.colours, colours] as const] : []),
      ...(extra ? [[TAG.extraSamples, extra] as const] : []),
    ]),
  };
}

/** Checks that a strip unpacks to no more bytes than it may. */
function checkUnpacked(compression: number, strip: Uint8Array, most: number): void {
  if (compression === NONE) return;
  if (compression === LZW) lzwLength(strip, { literalBits: 8, lowestFirst: false, early: true }, most);
  else if (DEFLATE.includes(compression)) inflateSync(strip, { maxOutputLength: most });
  else if (compression === PACK_BITS) checkPackBits(strip, most);
  else throw new Error(`a TIFF with compression ${compression}, which is not read; ${CONVERT}`);
}

/** PackBits: a byte n up to 127 precedes n + 1 bytes, a byte from 129 on one byte that stands for 257 − n. */
function checkPackBits(strip: Uint8Array, most: number): void {
  let total = 0;
  for (let at = 0; at < strip.length;) {
    const n = strip[at];
    if (n !== 128) total += n < 128 ? n + 1 : 257 - n;
    at += n < 128 ? n + 2 : n === 128 ? 1 : 2;
  }
  if (total > most) throw new Error(`damaged: it unpacks to more than the ${most} bytes of its size`);
}

/** The TIFF with this directory of LONGs at its end, in place of its own. */
function withDirectory(
  bytes: Uint8Array,
  littleEndian: boolean,
  entries: readonly (readonly [tag: number, values: readonly number[]])[],
): Uint8Array {
  const start = bytes.length + bytes.length % 2, outside = start + 2 + 12 * entries.length + 4;
  const lengths = entries.map(([, values]) => values.length > 1 ? 4 * values.length : 0);
  const whole = joined([bytes, new Uint8Array(outside + sum(lengths) - bytes.length)]), view = viewOf(whole);
  view.setUint32(4, start, littleEndian);
  view.setUint16(start, entries.length, littleEndian);
  let free = outside;
  entries.forEach(([tag, values], i) => {
    const at = start + 2 + 12 * i;
    view.setUint16(at, tag, littleEndian);
    view.setUint16(at + 2, 4, littleEndian);
    view.setUint32(at + 4, values.length, littleEndian);
    const valuesAt = values.length > 1 ? free : at + 8;
    if (values.length > 1) view.setUint32(at + 8, free, littleEndian);
    values.forEach((value, j) => view.setUint32(valuesAt + 4 * j, value, littleEndian));
    free += lengths[i];
  });
  return whole;
}
