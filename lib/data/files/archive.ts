import { basename, join } from "@std/path";
import { readBytes } from "../../files/mod.ts";
import { ArchiveBudget } from "./archive_budget.ts";
import { type Bytes, bytesInMemory, bytesOfFile } from "./bytes.ts";
import { compare, type FileEntry } from "./file_entry.ts";
import { MOST_PACKED, MOST_UNPACKED } from "./limits.ts";
import { DataError } from "../source.ts";

/** Levels of archives that are opened: an archive, one in it, and one in that; known packages need two. */
const DEPTH = 3;

/** Whether a file of this name is an archive that `listFiles` can open. */
export function isArchive(name: string): boolean {
  return /\.(zip|tar|tar\.gz|tgz|rar)$/i.test(name);
}

/**
 * All files of a folder (searched recursively), of an archive (archives inside it are opened too), or the one file at
 * `path`. Nothing is written to the disk, so paths in an archive can do no harm. Files are read fastest in the order
 * given: by name, or in a RAR in its own order. System files (`.DS_Store`, `__MACOSX/…`) are left out; an archive in a
 * folder is listed, not opened.
 *
 * @throws {DataError} `path` is missing, or an archive is damaged.
 */
export async function listFiles(path: string): Promise<FileEntry[]> {
  const info = await statOrExplain(path);
  let entries: FileEntry[];
  if (info.isDirectory) entries = [...walk(path, "")];
  else if (isArchive(path)) entries = await openArchive(path, bytesOfFile(path), DEPTH, new ArchiveBudget());
  else entries = [diskFile(path, basename(path))];
  return entries.filter(({ name }) => !isSystemFile(name));
}

/** Whether a file belongs to an operating system, not to the user: `.DS_Store`, `__MACOSX/…`, `._a.png`. */
export function isSystemFile(name: string): boolean {
  return /(^|\/)(\.|__MACOSX\/)/.test(name);
}

/**
 * Size and kind of the file or folder at `path`.
 *
 * @throws {DataError} There is none.
 */
export async function statOrExplain(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new DataError(`There is no file or folder ${path}.`);
    throw error;
  }
}

/**
 * The files in the folder `prefix` of `root`, by name; `prefix` ends with `/`, or is empty. Linked files are included,
 * linked folders are not.
 */
export function* walk(root: string, prefix: string): Generator<FileEntry> {
  const children = [...Deno.readDirSync(join(root, prefix))];
  for (const { name, isDirectory, isFile, isSymlink } of children.sort((a, b) => compare(a.name, b.name))) {
    if (isDirectory) yield* walk(root, `${prefix}${name}/`);
    else if (isFile || isSymlink) yield diskFile(join(root, prefix, name), prefix + name);
  }
}

function diskFile(path: string, name: string): FileEntry {
  return {
    name,
    get bytes() {
      return Deno.statSync(path).size;
    },
    // Synchronous on purpose: several times faster for very many small files.
    read: () => Promise.resolve().then(() => readBytes(path, MOST_UNPACKED)),
  };
}

/** @param budget The budget of all archives together, those in an archive too. */
async function openArchive(
  name: string,
  packed: Bytes,
  depth: number,
  budget: ArchiveBudget,
): Promise<FileEntry[]> {
  let entries: FileEntry[];
  try {
    entries = await unpack(name, packed, budget);
    budget.list(entries);
  } catch (error) {
    throw new DataError(`${name} is damaged or no archive of its kind (${(error as Error).message}).`);
  }
  entries = entries.map(bounded);
  if (depth === 1) return entries;
  const opened: FileEntry[] = [];
  for (const entry of entries) {
    if (!isArchive(entry.name)) {
      opened.push(entry);
      continue;
    }
    const inner = await openArchive(
      `${name}/${entry.name}`,
      bytesInMemory(await readInner(name, entry, budget)),
      depth - 1,
      budget,
    );
    for (const file of inner) {
      opened.push({ name: `${entry.name}/${file.name}`, bytes: file.bytes, read: () => file.read() });
    }
  }
  return opened;
}

/** An entry that refuses to be unpacked if its stated size is too large. */
function bounded(entry: FileEntry): FileEntry {
  if (entry.bytes <= MOST_UNPACKED) return entry;
  const message = `unpacks to ${entry.bytes} bytes, more than ${MOST_UNPACKED}`;
  return { name: entry.name, bytes: entry.bytes, read: () => Promise.reject(new Error(message)) };
}

async function readInner(
  name: string,
  entry: FileEntry,
  budget: ArchiveBudget,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    budget.hold(entry.bytes);
    return await entry.read();
  } catch (error) {
    throw new DataError(`${name}/${entry.name} cannot be unpacked (${(error as Error).message}).`);
  }
}

/** Loads the reader of a format only when it is needed. */
async function unpack(name: string, packed: Bytes, budget: ArchiveBudget): Promise<FileEntry[]> {
  if (/\.zip$/i.test(name)) return await (await import("./archive_zip.ts")).zipEntries(packed);
  if (packed.length > MOST_PACKED) throw new Error(`${packed.length} bytes, more than ${MOST_PACKED}`);
  budget.hold(packed.length);
  const whole = packed.read(0, packed.length);
  if (/\.rar$/i.test(name)) return await (await import("./archive_rar.ts")).rarEntries(whole);
  return (await import("./archive_tar.ts")).tarEntries(whole, budget);
}
