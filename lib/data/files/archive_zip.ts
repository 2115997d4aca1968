import { unzip } from "unzipit";
import type { Bytes } from "./bytes.ts";
import { compare, type FileEntry } from "./file_entry.ts";
import { sumOf } from "../../numbers/mod.ts";

/**
 * The files of a ZIP, sorted by name.
 *
 * @throws {Error} It is damaged, or its entries share data, by which a small file could unpack to any size.
 */
export async function zipEntries(packed: Bytes): Promise<FileEntry[]> {
  const { entries } = await unzip({
    getLength: () => Promise.resolve(packed.length),
    read: (offset, length) => Promise.resolve(packed.read(offset, length)),
  });
  const stated = sumOf(Object.values(entries), ({ compressedSize }) => compressedSize);
  if (stated > packed.length) {
    throw new Error(`its entries overlap: they state ${stated} packed bytes, the file has ${packed.length}`);
  }
  return Object.values(entries)
    .filter((entry) => !entry.isDirectory)
    .map((entry) => ({
      // Some Windows programs write "\\" instead of "/".
      name: entry.name.replaceAll("\\", "/"),
      bytes: entry.size,
      read: async () => new Uint8Array(await entry.arrayBuffer()),
    }))
    .sort((a, b) => compare(a.name, b.name));
}
