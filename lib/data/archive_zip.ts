import { unzip } from "unzipit";
import type { Bytes } from "./bytes.ts";
import { compare, type FileEntry } from "./file_entry.ts";

/** The files of a ZIP, by name. */
export async function zipEntries(packed: Bytes): Promise<FileEntry[]> {
  const { entries } = await unzip({
    getLength: () => Promise.resolve(packed.length),
    read: (offset, length) => Promise.resolve(packed.read(offset, length)),
  });
  return Object.values(entries)
    .filter((entry) => !entry.isDirectory)
    .map((entry) => ({
      // Some Windows programs write "\\".
      name: entry.name.replaceAll("\\", "/"),
      bytes: entry.size,
      read: async () => new Uint8Array(await entry.arrayBuffer()),
    }))
    .sort((a, b) => compare(a.name, b.name));
}
