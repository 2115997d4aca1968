import { plainFileSize } from "../../files/mod.ts";
import { sumOf } from "../../numbers/mod.ts";

/** Bytes that can be read piece by piece, so that a ZIP of gigabytes is never held whole. */
export interface Bytes {
  /** How many there are. */
  readonly length: number;
  /** `length` of them from `offset`. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
}

/** The bytes of a file; it is open only while it is read. */
export function bytesOfFile(path: string): Bytes {
  return {
    length: plainFileSize(path),
    // Synchronous on purpose: for the very many small files of a ZIP it is several times faster.
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

/** The parts one after another, in bytes of their own. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sumOf(parts, ({ length }) => length));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether the bytes begin as a gzip stream does (RFC 1952, 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
