import { join } from "@std/path";
import { createHash } from "node:crypto";
import { LABELS, READER_CLASSES } from "../../symbols/mod.ts";
import { reasonOf } from "../../errors/mod.ts";
import { removeLitter } from "../../files/mod.ts";
import { ownHelpers } from "../helpers/own_helpers.ts";
import { PreparedFileError, readPreparedFile, writePreparedFile } from "./prepared_file.ts";
import { type StreamedData, streamPreparedFile } from "./prepared_stream.ts";
import { DataError, type Loaded, type Loader } from "../source.ts";

/** Of another alphabet the same drawings have other class indices. */
const ALPHABET: string = createHash("sha256").update([...LABELS, ...READER_CLASSES].join(" ")).digest("hex");

/** Where prepared data is kept by default, in the current folder. */
export const CACHE_FOLDER = "data/cache";

/**
 * Loads a source's images from their prepared file; where there is none, from the source, with the help of workers where
 * they may be started, and then writes the file. There is one file for each fingerprint, and its checksum is checked when
 * it is read. A file that is damaged or of another version is made anew, with a note; a folder that cannot be read or
 * written is only noted.
 *
 * @param source A loader; its name begins the file's.
 * @param folder Of the prepared files; it is made if needed.
 * @throws {DataError} The source finds nothing usable.
 */
export async function loadCached<Options>(
  source: Loader<Options> & { readonly name: string },
  options: Options,
  folder = CACHE_FOLDER,
): Promise<Loaded> {
  const { fingerprint, path } = await placeOf(source, options, folder);
  const notes: string[] = [];
  const prepared = tryRead(path, fingerprint, notes);
  if (prepared) return prepared;
  const loaded = await source.load(options, ownHelpers());
  tryWrite(path, folder, fingerprint, loaded, notes);
  return { ...loaded, notes: [...loaded.notes, ...notes] };
}

/**
 * Prepares a source's images as `loadCached` does, and leaves them on disk: each is read when it is needed. Where there is no
 * prepared file yet, the images are held while it is made.
 *
 * @throws {DataError} The source finds nothing usable, or its prepared file cannot be written or read.
 */
export async function streamCached<Options>(
  source: Loader<Options> & { readonly name: string },
  options: Options,
  folder = CACHE_FOLDER,
): Promise<StreamedData> {
  const { fingerprint, path } = await placeOf(source, options, folder);
  const open = () => streamPreparedFile(path, fingerprint);
  try {
    return open();
  } catch {
    // It is made, or made anew; where that fails, the reason is told below.
  }
  const { notes } = await loadCached(source, options, folder);
  try {
    return open();
  } catch (error) {
    throw new DataError(
      `The images of ${source.name} cannot be streamed from ${path}: ${
        [reasonOf(error), ...notes].join("; ")
      }`,
    );
  }
}

/** What a source's prepared data depends on, and its file. */
async function placeOf<Options>(
  source: Loader<Options> & { readonly name: string },
  options: Options,
  folder: string,
): Promise<{ readonly fingerprint: string; readonly path: string }> {
  const fingerprint = `${await source.fingerprint(options)} of ${ALPHABET}`;
  const digest = createHash("sha256").update(fingerprint).digest("hex");
  return { fingerprint, path: join(folder, `${source.name}-${digest.slice(0, 16)}.fedink`) };
}

function tryRead(path: string, fingerprint: string, notes: string[]): Loaded | undefined {
  if (!granted({ name: "read", path })) return;
  try {
    return readPreparedFile(path, fingerprint);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    const reason = error instanceof PreparedFileError ? error.message : `cannot be read (${reasonOf(error)})`;
    notes.push(`The prepared data ${path} ${reason}: made anew.`);
  }
}

function tryWrite(path: string, folder: string, fingerprint: string, loaded: Loaded, notes: string[]): void {
  if (!granted({ name: "write", path: folder })) {
    notes.push(`Not kept for the next time: no permission to write ${folder}.`);
    return;
  }
  try {
    Deno.mkdirSync(folder, { recursive: true });
    removeLitter(folder);
    writePreparedFile(path, fingerprint, loaded);
  } catch (error) {
    notes.push(`Not kept for the next time: ${folder} cannot be written (${reasonOf(error)}).`);
  }
}

/** Checked first, because Deno would stop and ask the user for a permission that is only a convenience. */
function granted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}
