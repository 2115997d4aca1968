import { joined } from "../../../../lib/data/files/bytes.ts";

/** Where the seven passes of an interlaced PNG begin, and their steps (PNG specification, 8.2). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The rows of an interlaced PNG of few bits, pass after pass, as `pngOf` takes them. */
export function adam7(
  width: number,
  height: number,
  depth: number,
  value: (x: number, y: number) => number,
): number[][] {
  const rows: number[][] = [];
  for (const [left, top, stepX, stepY] of PASSES) {
    if (left >= width) continue;
    for (let y = top; y < height; y += stepY) {
      const row: number[] = [];
      for (let x = left, bit = 0; x < width; x += stepX, bit += depth) {
        row[bit >> 3] = (row[bit >> 3] ?? 0) | value(x, y) << (8 - depth - (bit & 7));
      }
      rows.push(row);
    }
  }
  return rows;
}

/** A BMP of 4 bits a pixel whose sixteen colours are greys from black to white. */
export function bmp4(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): Uint8Array<ArrayBuffer> {
  const rowBytes = 4 * Math.ceil(width / 8), start = 14 + 40 + 4 * 16;
  const bytes = new Uint8Array(start + rowBytes * height), view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(10, start, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 4, true);
  for (let i = 0; i < 16; i++) bytes.set([17 * i, 17 * i, 17 * i, 0], 54 + 4 * i);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // The lowest row comes first.
      bytes[start + (height - 1 - y) * rowBytes + (x >> 1)] |= value(x, y) << (x % 2 === 0 ? 4 : 0);
    }
  }
  return bytes;
}

/** A TIFF, lowest byte first, with one directory of LONGs behind its data, which begins at byte 8. */
export function tiffOf(
  entries: Readonly<Record<number, readonly number[]>>,
  data: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const tags = Object.entries(entries), start = 8 + data.length, outside = start + 2 + 12 * tags.length + 4;
  const bytes = new Uint8Array(outside + 4 * tags.reduce((sum, [, values]) => sum + values.length, 0));
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  bytes.set(data, 8);
  view.setUint32(4, start, true);
  view.setUint16(start, tags.length, true);
  let free = outside;
  tags.forEach(([tag, values], i) => {
    const at = start + 2 + 12 * i;
    view.setUint16(at, Number(tag), true);
    view.setUint16(at + 2, 4, true);
    view.setUint32(at + 4, values.length, true);
    if (values.length === 1) return view.setUint32(at + 8, values[0], true);
    view.setUint32(at + 8, free, true);
    for (const value of values) {
      view.setUint32(free, value, true);
      free += 4;
    }
  });
  return bytes;
}

/** A grey TIFF of one strip with this compression. */
export function greyTiff(
  width: number,
  height: number,
  compression: number,
  strip: Uint8Array,
  more: Readonly<Record<number, readonly number[]>> = {},
): Uint8Array<ArrayBuffer> {
  return tiffOf({
    ...{ 256: [width], 257: [height], 258: [8], 259: [compression], 262: [1], 273: [8] },
    ...{ 277: [1], 278: [height], 279: [strip.length], ...more },
  }, strip);
}

/** How codes of LZW are packed: the highest bit first as in TIFF, or the lowest as in GIF. */
type BitOrder = "highest first" | "lowest first";

const reversed = (text: string) => [...text].reverse().join("");

/** Codes of LZW, each of so many bits. */
export function packedCodes(
  codes: readonly (readonly [code: number, bits: number])[],
  order: BitOrder = "highest first",
): Uint8Array<ArrayBuffer> {
  const turned = order === "lowest first" ? reversed : (text: string) => text;
  const text = codes.map(([code, bits]) => turned(code.toString(2).padStart(bits, "0"))).join("");
  return Uint8Array.from(
    { length: Math.ceil(text.length / 8) },
    (_, i) => parseInt(turned(text.slice(8 * i, 8 * i + 8).padEnd(8, "0")), 2),
  );
}

/** A GIF of one colour: codes of LZW that each stand for one pixel more than the last, so that few are many. */
export function gifOfOneColour(width: number, height: number): Uint8Array<ArrayBuffer> {
  const codes: [code: number, bits: number][] = [];
  let left = width * height, bits = 9;
  while (left > 0) {
    codes.push([256, bits], [0, bits = 9]);
    left--;
    for (let next = 258, run = 2; next < 4095 && left > 0; next++, run++) {
      if (run > left) run = left; // the code of a shorter run
      codes.push([256 + run, bits]);
      left -= run;
      if (next + 1 === 1 << bits) bits++;
    }
  }
  const data = packedCodes([...codes, [257, bits]], "lowest first");
  const blocks = Array.from({ length: Math.ceil(data.length / 255) }, (_, i) => {
    const block = data.subarray(255 * i, 255 * i + 255);
    return Uint8Array.of(block.length, ...block);
  });
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  return joined([
    new TextEncoder().encode("GIF89a"),
    Uint8Array.of(...size, 0x80, 0, 0, 200, 200, 200, 0, 0, 0),
    Uint8Array.of(0x2c, 0, 0, 0, 0, ...size, 0, 8),
    ...blocks,
    Uint8Array.of(0, 0x3b),
  ]);
}
