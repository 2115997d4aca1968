import { createHash } from "node:crypto";
import { IMAGE_BYTES } from "../../drawing/mod.ts";
import type { Dataset } from "../dataset.ts";
import type { Loaded } from "../source.ts";
import { checkEnd, read, readHeader } from "./prepared_file.ts";

/** Where the images of a prepared file are. */
export interface PreparedOptions {
  /** The file. */
  readonly path: string;
}

/** A data set whose images stay on disk: labels, writers and split are held, each image is read when it is needed. */
export interface StreamedData extends Omit<Dataset, "images">, Omit<Loaded, "dataset"> {
  /** What the engine takes as streamed examples. */
  readonly examples: { readonly module: string; readonly options: PreparedOptions };
}

/** Bytes of the blocks that a file is checked in. */
const BLOCK = 2 ** 20;

/**
 * Opens a prepared file for streaming, after reading it once, block by block, to check it.
 *
 * @param fingerprint The fingerprint of the source's data as it is now.
 * @throws {PreparedFileError} The file is damaged, of another version, or of other data.
 */
export function streamPreparedFile(path: string, fingerprint: string): StreamedData {
  using file = Deno.openSync(path);
  const hash = createHash("sha256");
  const { header } = readHeader(file, hash);
  const { n, classes, channels, writerNames, official, skips, notes } = header;
  const bytes = n * channels * IMAGE_BYTES, block = new Uint8Array(BLOCK);
  for (let at = 0; at < bytes; at += BLOCK) read(file, block.subarray(0, Math.min(BLOCK, bytes - at)), hash);
  const labels = read(file, new Uint8Array(n), hash);
  const writers = writerNames && new Uint16Array(read(file, new Uint8Array(2 * n), hash).buffer);
  const parts = official ? read(file, new Uint8Array(n), hash) : undefined;
  checkEnd(file, hash, header, fingerprint);
  return {
    examples: { module: import.meta.url, options: { path: Deno.realPathSync(path) } },
    labels,
    classes,
    channels,
    ...(writers && { writers, writerNames }),
    ...(parts && { official: parts }),
    skips,
    notes,
  };
}

/** Opens the images of a prepared file that was checked, on any thread; the file stays open as long as the thread lives. */
export function openImages({ path }: PreparedOptions) {
  const file = Deno.openSync(path);
  const { header: { n, channels }, imagesAt } = readHeader(file);
  const imageBytes = channels * IMAGE_BYTES;
  file.seekSync(imagesAt + n * imageBytes, Deno.SeekMode.Start);
  const labels = read(file, new Uint8Array(n));
  return {
    imageBytes,
    read(index: number, into: Uint8Array): void {
      file.seekSync(imagesAt + index * imageBytes, Deno.SeekMode.Start);
      read(file, into.subarray(0, imageBytes));
    },
    label: (index: number): number => labels[index],
  };
}
