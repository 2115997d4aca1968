import { createHash, type Hash } from "node:crypto";
import { basename, dirname } from "@std/path";
import { allocateDataset, type Dataset, size } from "../dataset.ts";
import { IMAGE_BYTES } from "../../drawing/mod.ts";
import type { Loaded } from "../source.ts";
import { LITTER, lockPart, writeAll } from "../../files/mod.ts";

/** Raised whenever the format or meaning of a prepared file changes; older files are then made again. */
const VERSION = 2;

const MAGIC = "FedInk data\n";
const CHECKSUM_BYTES = 32;

/** The header of a prepared file, as JSON before its arrays. */
export interface Header {
  readonly fingerprint: string;
  readonly n: number;
  readonly classes: readonly string[];
  readonly writerNames?: readonly string[];
  readonly official: boolean;
  readonly channels: number;
  readonly skips: Loaded["skips"];
  readonly notes: Loaded["notes"];
}

/** A prepared file cannot be used; the message says why. */
export class PreparedFileError extends Error {
  /** Always "PreparedFileError". */
  override readonly name = "PreparedFileError";
}

/**
 * Writes a data set as one file: the magic line, version and header length (32 bits each, little-endian as all
 * arrays), header, images, labels, writers, official, and the SHA-256 of everything before. The file gets its name only
 * when it is whole.
 */
export function writePreparedFile(
  path: string,
  fingerprint: string,
  { dataset, skips, notes }: Loaded,
): void {
  const { classes, writerNames, official, channels } = dataset;
  const header: Header = {
    fingerprint,
    n: size(dataset),
    classes,
    writerNames,
    official: official !== undefined,
    channels,
    skips,
    notes,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const temporary = Deno.makeTempFileSync({
    dir: dirname(path),
    prefix: `${basename(path)}.`,
    suffix: LITTER,
  });
  try {
    using file = Deno.openSync(temporary, { write: true });
    lockPart(file);
    const hash = createHash("sha256");
    const parts = [
      new TextEncoder().encode(MAGIC),
      new Uint8Array(Uint32Array.of(VERSION, json.length).buffer),
      json,
      ...arrays(dataset),
    ];
    for (const part of parts) {
      hash.update(part);
      writeAll(file, part);
    }
    writeAll(file, hash.digest());
    Deno.renameSync(temporary, path);
  } catch (error) {
    Deno.removeSync(temporary);
    throw error;
  }
}

/**
 * Reads a data set from a prepared file directly into shared memory.
 *
 * @param fingerprint The fingerprint of the source's data as it is now.
 * @throws {PreparedFileError} The file is damaged, of another version, or of other data.
 */
export function readPreparedFile(path: string, fingerprint: string): Loaded {
  using file = Deno.openSync(path);
  const hash = createHash("sha256");
  const { header } = readHeader(file, hash);
  const dataset = allocateDataset(header);
  for (const array of arrays(dataset)) read(file, array, hash);
  checkEnd(file, hash, header, fingerprint);
  return { dataset, skips: header.skips, notes: header.notes };
}

/**
 * Reads the beginning of a prepared file, up to its images.
 *
 * @param hash Receives what was read.
 * @returns The header, and where the images begin, in bytes.
 * @throws {PreparedFileError} The file is of another version, or shorter or longer than its header says.
 */
export function readHeader(
  file: Deno.FsFile,
  hash?: Hash,
): { readonly header: Header; readonly imagesAt: number } {
  const magic = read(file, new Uint8Array(MAGIC.length), hash);
  if (new TextDecoder().decode(magic) !== MAGIC) throw new PreparedFileError("is not a FedInk data file");
  const [version, headerBytes] = new Uint32Array(read(file, new Uint8Array(8), hash).buffer);
  if (version !== VERSION) throw new PreparedFileError(`has format version ${version}, not ${VERSION}`);
  const rest = file.statSync().size - MAGIC.length - 8 - CHECKSUM_BYTES;
  if (headerBytes > rest) throw new PreparedFileError("is cut short or damaged");
  const header = parse(read(file, new Uint8Array(headerBytes), hash));
  const imageBytes = header.channels * IMAGE_BYTES + 1 + (header.writerNames ? 2 : 0) +
    (header.official ? 1 : 0);
  if (headerBytes + header.n * imageBytes !== rest) throw new PreparedFileError("is cut short or damaged");
  return { header, imagesAt: MAGIC.length + 8 + headerBytes };
}

/**
 * Reads the end of a prepared file: its checksum.
 *
 * @param hash Of all before.
 * @throws {PreparedFileError} The file is damaged, or of other data.
 */
export function checkEnd(file: Deno.FsFile, hash: Hash, header: Header, fingerprint: string): void {
  const checksum = read(file, new Uint8Array(CHECKSUM_BYTES));
  if (!hash.digest().equals(checksum)) throw new PreparedFileError("is damaged: its checksum does not match");
  if (header.fingerprint !== fingerprint) throw new PreparedFileError("is of other data");
}

/** The arrays of a data set as bytes, in their order in the file. */
function arrays({ images, labels, writers, official }: Dataset): Uint8Array[] {
  return [
    images,
    labels,
    ...(writers ? [new Uint8Array(writers.buffer, writers.byteOffset, writers.byteLength)] : []),
    ...(official ? [official] : []),
  ];
}

function parse(json: Uint8Array): Header {
  try {
    return JSON.parse(new TextDecoder().decode(json));
  } catch {
    throw new PreparedFileError("is damaged: its header cannot be read");
  }
}

/**
 * Fills an array from where the file is read.
 *
 * @throws {PreparedFileError} The file ends before.
 */
export function read<T extends Uint8Array>(file: Deno.FsFile, out: T, hash?: Hash): T {
  for (let at = 0; at < out.length;) {
    const n = file.readSync(out.subarray(at));
    if (n === null) throw new PreparedFileError("is cut short or damaged");
    at += n;
  }
  hash?.update(out);
  return out;
}
