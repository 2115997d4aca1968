import { plainFileSize } from "../../files/mod.ts";
import { sumOf } from "../../numbers/mod.ts";

/** Bytes that can be read in pieces, so that a ZIP of gigabytes need not fit into memory. */
export interface Bytes {
  /** Number of bytes. */
  readonly length: number;
  /** Reads `length` bytes from `offset` on. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
}

/** The bytes of a file, which is open only while it is read. */
export function bytesOfFile(path: string): Bytes {
  return {
    length: plainFileSize(path),
    // Synchronous on purpose: several times faster for the very many small files of a ZIP.
    read(offset, length) {
      using file = Deno.openSync(path);
      file.seekSync(offset, Deno.SeekMode.Start);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const read = file.readSync(bytes.subarray(filled));
        if (read === null) throw new Error(`${path} ends early`);
        filled += read;
      }
      return bytes;
    },
  };
}

/** Bytes already in memory. */
export function bytesInMemory(bytes: Uint8Array<ArrayBuffer>): Bytes {
  return { length: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) };
}

/** Joins the parts, one after another, into a new array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sumOf(parts, ({ length }) => length));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes of these spans, which do not overlap, one after another in a new array. */
export function gathered(
  bytes: Uint8Array,
  spans: Iterable<readonly [start: number, end: number]>,
): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes.length);
  let length = 0;
  for (const [start, end] of spans) {
    all.set(bytes.subarray(start, end), length);
    length += end - start;
  }
  return all.subarray(0, length);
}

/** Whether the bytes begin as a gzip stream does (RFC 1952, 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
