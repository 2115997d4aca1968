import { gunzipSync } from "node:zlib";
import { parseTar } from "nanotar";
import { isGzip } from "./bytes.ts";
import { MOST_UNPACKED } from "./limits.ts";
import { compare, type FileEntry } from "./file_entry.ts";

/** The files of a TAR, gzipped or not, by name. */
export function tarEntries(bytes: Uint8Array<ArrayBuffer>): FileEntry[] {
  const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes;
  // nanotar reads the whole underlying buffer, so it must hold nothing else.
  const tar = plain.length === plain.buffer.byteLength ? plain : new Uint8Array(plain);
  return parseTar(tar, { filter: ({ type }) => type === "file" })
    .map(({ name, size = 0, data }) => ({
      name,
      bytes: size,
      read: () => Promise.resolve(data ? new Uint8Array(data) : new Uint8Array()),
    }))
    .sort((a, b) => compare(a.name, b.name));
}
