import { existsSync } from "node:fs";
import { join } from "@std/path";
import { noSuch } from "../../errors/mod.ts";
import { CATALOGUE, type CatalogueEntry } from "./catalogue.ts";
import { download, type KnownDigest } from "./download.ts";
import { fileDigest } from "../../files/mod.ts";
import { onDisk } from "./on_disk.ts";
import { DataError } from "../source.ts";

/** Where fetched files are kept, under the current folder. */
export const DOWNLOAD_FOLDER = "data/downloads";

/** How to fetch. */
export interface FetchOptions {
  /** Where the file goes; default `data/downloads`. */
  readonly folder?: string;
  /** Asked before anything is fetched, after the licence was shown: whether the user agrees to it. */
  readonly agree: (entry: CatalogueEntry) => boolean | Promise<boolean>;
  /** Told as bytes come in: how many are there, and in all where the server says so. */
  readonly onProgress?: (bytes: number, totalBytes?: number) => void;
}

/** A fetched file. */
export interface Fetched {
  /** The file. */
  readonly path: string;
  /** Its SHA-256, hexadecimal. */
  readonly sha256: string;
  /** Whether it was there before. */
  readonly kept: boolean;
  /** Whether the checksum was compared with a known one, or was now seen for the first time and written down. */
  readonly checked: boolean;
}

/**
 * A data set of the catalogue, by its name.
 *
 * @throws {DataError} No such name.
 */
export function catalogueEntry(name: string): CatalogueEntry {
  const entry = CATALOGUE.find((candidate) => candidate.name === name);
  if (entry) return entry;
  throw new DataError(noSuch("data set to fetch", name, CATALOGUE.map((candidate) => candidate.name)));
}

/**
 * Fetches the file of a data set, once the user agrees to its licence; an interrupted fetch goes on where it stopped.
 * Its SHA-256 must be the one in the catalogue, or else the one of the first fetch, kept beside the file in
 * `FILE.sha256`. A file that is there already is only checked.
 *
 * @throws {DataError} It has to be fetched by hand, the licence is not agreed to, or `download` fails.
 */
export async function fetchSource(entry: CatalogueEntry, options: FetchOptions): Promise<Fetched> {
  const { folder = DOWNLOAD_FOLDER, agree, onProgress } = options;
  if (!entry.download) {
    throw new DataError(
      `${entry.name} is to be fetched by hand: download it from ${entry.page} and pass it as ` +
        `--data ${entry.source}:PATH, PATH being the archive or the folder unpacked from it.`,
    );
  }
  const { url, file } = entry.download;
  const path = join(folder, file), sumFile = `${path}.sha256`;
  const known = entry.download.sha256 === undefined
    ? readSum(sumFile)
    : { sha256: entry.download.sha256, from: "the catalogue" };
  const kept = existsSync(path);
  if (!kept) {
    if (!await agree(entry)) {
      throw new DataError(`Not fetched: the licence of ${entry.name} was not agreed to.`);
    }
    onDisk(folder, "made", () => Deno.mkdirSync(folder, { recursive: true }));
  }
  const sha256 = kept
    ? onDisk(path, "read", () => fileDigest(path))
    : await download({ url, path, known, onProgress });
  if (known !== undefined && sha256 !== known.sha256) {
    throw new DataError(
      `${path} was changed: its SHA-256 is ${sha256}, by ${known.from} it should be ${known.sha256}. ` +
        `Delete it to fetch it anew.`,
    );
  }
  if (known === undefined) {
    onDisk(sumFile, "written", () => Deno.writeTextFileSync(sumFile, `${sha256}  ${file}\n`));
  }
  return { path, sha256, kept, checked: known !== undefined };
}

/** As `sha256sum` writes it: the digest, then the file's name. */
function readSum(path: string): KnownDigest | undefined {
  if (!existsSync(path)) return undefined;
  const [sum] = onDisk(path, "read", () => Deno.readTextFileSync(path)).trim().split(/\s+/);
  if (/^[0-9a-f]{64}$/.test(sum)) return { sha256: sum, from: path };
  throw new DataError(
    `${path} is to hold a SHA-256 of 64 hexadecimal digits; got "${sum}". Delete it to go on.`,
  );
}
