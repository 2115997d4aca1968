import { gunzipSync } from "node:zlib";
import { parseTar } from "nanotar";
import type { ArchiveBudget } from "./archive_budget.ts";
import { MOST_UNPACKED } from "./limits.ts";
import { isGzip } from "./bytes.ts";
import { compare, type FileEntry } from "./file_entry.ts";

/**
 * The files of a TAR, gzipped or not, sorted by name.
 *
 * @throws {Error} It is damaged, has more files, or unpacks to more bytes than the budget allows.
 */
export function tarEntries(bytes: Uint8Array<ArrayBuffer>, budget: ArchiveBudget): FileEntry[] {
  const plain = isGzip(bytes) ? unzipped(bytes, budget) : bytes;
  checkHeaders(plain, budget.files);
  // nanotar reads the whole underlying buffer, so that must hold nothing else.
  const tar = plain.length === plain.buffer.byteLength ? plain : new Uint8Array(plain);
  return parseTar(tar, { filter: ({ type }) => type === "file" })
    .map(({ name, size = 0, data }) => ({
      name,
      bytes: size,
      read: () => Promise.resolve(data ? new Uint8Array(data) : new Uint8Array()),
    }))
    .sort((a, b) => compare(a.name, b.name));
}

function unzipped(bytes: Uint8Array<ArrayBuffer>, budget: ArchiveBudget): Uint8Array {
  const plain = gunzipSync(bytes, { maxOutputLength: Math.max(1, Math.min(MOST_UNPACKED, budget.held)) });
  budget.hold(plain.length);
  return plain;
}

const BLOCK = 512, SIZE_AT = 124, SIZE_DIGITS = 12;

/** Checks the sizes in the headers: nanotar goes from header to header by them and never ends if one is negative. */
function checkHeaders(tar: Uint8Array, most: number): void {
  const text = new TextDecoder("latin1");
  let count = 0;
  for (let at = 0; at < tar.length - BLOCK && tar[at] !== 0; count++) {
    const digits = text.decode(tar.subarray(at + SIZE_AT, at + SIZE_AT + SIZE_DIGITS));
    const size = Number.parseInt(digits, 8);
    if (!(size >= 0)) throw new Error(`a header states the size "${digits.replace(/[^ -~].*$/s, "")}"`);
    // Long names and attributes have extra headers, up to two for each file.
    if (count >= 3 * most) throw new Error(`more than ${count} headers`);
    at += BLOCK + BLOCK * Math.ceil(size / BLOCK);
  }
}
