import { crc32, deflateSync } from "node:zlib";

/**
 * What a PNG is made of (RFC 2083), beyond what encoders offer: few bits, a palette, a transparent colour.
 */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** Bits a channel. */
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly colourType: number;
  /** The bytes of each row, as they are packed. */
  readonly rows: readonly (readonly number[])[];
  readonly interlaced?: boolean;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
}

/** A PNG file of these parts, without row filters. */
export function pngOf(parts: PngParts): Uint8Array<ArrayBuffer> {
  const { width, height, depth, colourType, rows, interlaced = false, palette, transparency } = parts;
  const head = [...big(width), ...big(height), depth, colourType, 0, 0, interlaced ? 1 : 0];
  const pixels = deflateSync(Uint8Array.from(rows.flatMap((row) => [0, ...row])));
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", head),
    ...(palette ? chunk("PLTE", palette) : []),
    ...(transparency ? chunk("tRNS", transparency) : []),
    ...chunk("IDAT", [...pixels]),
    ...chunk("IEND", []),
  ]);
}

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  return [...big(data.length), ...body, ...big(crc32(Uint8Array.from(body)))];
}

function big(value: number): number[] {
  return [value >>> 24, value >>> 16 & 255, value >>> 8 & 255, value & 255];
}
