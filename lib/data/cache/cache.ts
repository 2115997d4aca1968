import { join } from "@std/path";
import { createHash } from "node:crypto";
import { reasonOf } from "../../errors/mod.ts";
import { removeLitter } from "../../files/mod.ts";
import { PreparedFileError, readPreparedFile, writePreparedFile } from "./prepared_file.ts";
import type { Loaded, LoadOptions, Source } from "../source.ts";

/** Where prepared data is kept, under the current folder. */
export const CACHE_FOLDER = "data/cache";

/**
 * Loads a source's images, from its prepared file where there is one, else from the source, and then writes the file.
 * One file for each fingerprint, checked by content when read. A file that is damaged or of another version is never
 * used: a note says so and it is made anew. Where the folder cannot be written or read, a note says so too.
 *
 * @throws {DataError} What the source throws.
 */
export async function loadCached(
  source: Source,
  options: LoadOptions,
  folder = CACHE_FOLDER,
): Promise<Loaded> {
  const fingerprint = await source.fingerprint(options);
  const digest = createHash("sha256").update(fingerprint).digest("hex");
  const path = join(folder, `${source.name}-${digest.slice(0, 16)}.fedink`);
  const notes: string[] = [];
  const prepared = tryRead(path, fingerprint, notes);
  if (prepared) return prepared;
  const loaded = await source.load(options);
  tryWrite(path, folder, fingerprint, loaded, notes);
  return { ...loaded, notes: [...loaded.notes, ...notes] };
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

/** Asked first, so that Deno does not stop to ask the user for a permission that is only a convenience. */
function granted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}
