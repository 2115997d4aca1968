import { existsSync } from "node:fs";
import { join } from "@std/path";
import { noSuch } from "../../errors/mod.ts";
import { CATALOGUE, type CatalogueEntry } from "./catalogue.ts";
import { download, type KnownDigest } from "./download.ts";
import { fileDigest } from "../../files/mod.ts";
import { onDisk } from "./on_disk.ts";
import { DataError } from "../source.ts";

/** Where downloaded files are kept by default, in the current folder. */
export const DOWNLOAD_FOLDER = "data/downloads";

/** Options of `fetchSource`. */
export interface FetchOptions {
  /** The folder of the file; default `data/downloads`. */
  readonly folder?: string;
  /** Whether the user agrees to the licence; called before anything is downloaded. */
  readonly agree: (entry: CatalogueEntry) => boolean | Promise<boolean>;
  /** Called as bytes arrive, with the bytes so far and, if the server states it, the size of the file. */
  readonly onProgress?: (bytes: number, totalBytes?: number) => void;
}

/** A fetched file. */
export interface Fetched {
  /** The path of the file. */
  readonly path: string;
  /** Its SHA-256, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** Whether it was there already. */
  readonly kept: boolean;
  /** Whether the checksum was compared with a known one; if not, it was written down for the next time. */
  readonly checked: boolean;
}

/**
 * A data set of the catalogue, by its name.
 *
 * @throws {DataError} There is no data set of that name.
 */
export function catalogueEntry(name: string): CatalogueEntry {
  const entry = CATALOGUE.find((candidate) => candidate.name === name);
  if (entry) return entry;
  if (name === "ink") throw new DataError("ink is drawn by the program: there is nothing to fetch.");
  if (name === "digits") throw new DataError("The digits are fetched by deno task digits.");
  throw new DataError(noSuch("data set to fetch", name, CATALOGUE.map((candidate) => candidate.name)));
}

/**
 * Downloads the file of a data set if the user agrees to its licence; an interrupted download continues where it
 * stopped. Its SHA-256 must be that of the catalogue or, if that has none, that of the first download, kept beside the
 * file in `FILE.sha256`. A file that is there already is only checked.
 *
 * @throws {DataError} It can only be downloaded by hand, the user does not agree to the licence, the download fails, or
 * the checksum is wrong.
 */
export async function fetchSource(entry: CatalogueEntry, options: FetchOptions): Promise<Fetched> {
  const { folder = DOWNLOAD_FOLDER, agree, onProgress } = options;
  if (!entry.download) {
    throw new DataError(
      `${entry.name} must be fetched by hand: download it from ${entry.page} and pass it as ` +
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
      `${path} was changed: its SHA-256 is ${sha256}, but according to ${known.from} it should be ${known.sha256}. ` +
        `Delete it to fetch it anew.`,
    );
  }
  if (known === undefined) {
    onDisk(sumFile, "written", () => Deno.writeTextFileSync(sumFile, `${sha256}  ${file}\n`));
  }
  return { path, sha256, kept, checked: known !== undefined };
}

/** Reads a file written by `sha256sum`: the digest, then the name of the file. */
function readSum(path: string): KnownDigest | undefined {
  if (!existsSync(path)) return undefined;
  const [sum] = onDisk(path, "read", () => Deno.readTextFileSync(path)).trim().split(/\s+/);
  if (/^[0-9a-f]{64}$/.test(sum)) return { sha256: sum, from: path };
  throw new DataError(
    `${path} must hold a SHA-256 of 64 hexadecimal digits; got "${sum}". Delete it and try again.`,
  );
}
