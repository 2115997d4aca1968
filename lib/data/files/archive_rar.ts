import type { ArcFile, Extractor } from "node-unrar-js";
import type { FileEntry } from "./file_entry.ts";

/**
 * What node-unrar-js keeps of each unpacked file, for ever unless taken out: 376,000 images would fill the
 * memory.
 */
interface Kept {
  readonly dataFiles: Record<string, unknown>;
  readonly dataFileMap: Record<string, string>;
}

/**
 * The files of a RAR, as they lie in it. Read in that order each is unpacked once; going back starts anew.
 * Two RARs must not be read by turns: the library has one archive open at a time.
 */
export async function rarEntries(bytes: Uint8Array<ArrayBuffer>): Promise<FileEntry[]> {
  const { createExtractorFromData } = await import("node-unrar-js");
  const wasm = await Deno.readFile(new URL(import.meta.resolve("node-unrar-js/dist/js/unrar.wasm")));
  const open = () => createExtractorFromData({ wasmBinary: wasm.buffer, data: bytes.buffer });

  const headers = [...(await open()).getFileList().fileHeaders].filter(({ flags }) => !flags.directory);
  let extractor: Extractor<Uint8Array>;
  let unpacked: Iterator<ArcFile<Uint8Array>>;
  let next = Infinity;

  async function read(index: number): Promise<Uint8Array<ArrayBuffer>> {
    if (index < next) {
      let position = 0;
      extractor = await open();
      unpacked = extractor.extract({ files: ({ flags }) => !flags.directory && position++ >= index }).files;
      next = index;
    }
    try {
      for (;;) {
        const { value } = unpacked.next();
        forget(extractor);
        if (next++ === index) return new Uint8Array(value.extraction);
      }
    } catch (error) {
      next = Infinity;
      throw error;
    }
  }
  return headers.map(({ name, unpSize }, index) => ({
    name: name.replaceAll("\\", "/"),
    bytes: unpSize,
    read: () => read(index),
  }));
}

/** Drops what was unpacked so far; the archive itself is the first entry. */
function forget(extractor: Extractor<Uint8Array>): void {
  const { dataFiles, dataFileMap } = extractor as unknown as Kept;
  for (const [descriptor, name] of Object.entries(dataFileMap)) {
    if (descriptor === "1") continue;
    delete dataFiles[name];
    delete dataFileMap[descriptor];
  }
}
