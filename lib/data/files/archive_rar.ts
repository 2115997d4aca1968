import type { ArcFile, Extractor } from "node-unrar-js";
import type { FileEntry } from "./file_entry.ts";

/**
 * The unpacked files that node-unrar-js keeps unless they are removed: 376,000 images would fill the memory.
 */
interface Kept {
  readonly dataFiles: Record<string, unknown>;
  readonly dataFileMap: Record<string, string>;
}

/**
 * The files of a RAR, in its own order. Read in that order each is unpacked once; going back starts again from the
 * beginning. Two RARs must not be read alternately, because the library has only one archive open at a time.
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

/** Removes the files unpacked so far from memory; the first entry is the archive itself and stays. */
function forget(extractor: Extractor<Uint8Array>): void {
  const { dataFiles, dataFileMap } = extractor as unknown as Kept;
  for (const [descriptor, name] of Object.entries(dataFileMap)) {
    if (descriptor === "1") continue;
    delete dataFiles[name];
    delete dataFileMap[descriptor];
  }
}
