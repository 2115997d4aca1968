import { createHash } from "node:crypto";
import { basename, join } from "@std/path";
import { isSystemFile, statOrExplain, walk } from "./archive.ts";
import { hashFile, plainFileSize } from "../../files/mod.ts";
import { MOST_UNPACKED } from "./limits.ts";
import { compare } from "./file_entry.ts";

/** Most files of a folder for which the content of each is hashed: reading more would take too long. */
const ALL_HASHED = 5000;

/** Files whose content is hashed where a folder holds more, evenly spaced in the order of their names. */
const SAMPLE = 1000;

/**
 * A digest of the files at `path` whose names `wanted` accepts: of a file (an archive is one) its name, size
 * and content; of a folder those of every file, sorted by name. In a folder of more than 5,000 files each
 * counts by name, size and time of change, and 1,000 of them, evenly spaced, by content too: 376,000 images
 * are then checked in seconds, and a change of one that keeps its size and its time would be missed.
 *
 * @throws {DataError} `path` is missing.
 */
export async function fingerprintFiles(path: string, wanted: (name: string) => boolean): Promise<string> {
  const info = await statOrExplain(path);
  const hash = createHash("sha256");
  if (!info.isDirectory) {
    hash.update(`${basename(path)}\n${plainFileSize(path)}\n`);
    hashFile(path, hash);
    return hash.digest("hex");
  }
  const files = [...walk(path, "")].map(({ name }) => name).filter((name) =>
    wanted(name) && !isSystemFile(name)
  ).sort(compare);
  const all = files.length <= ALL_HASHED;
  const step = files.length / SAMPLE;
  let next = 0;
  files.forEach((name, i) => {
    const { size, mtime, isFile } = Deno.statSync(join(path, name));
    hash.update(`${name}\n${size}\n${all ? "" : mtime?.getTime()}\n`);
    if (!all && i < Math.floor(next * step)) return;
    next++;
    // Anything but a plain file, and a file that is too large, is refused later, by whoever reads it.
    if (isFile && size <= MOST_UNPACKED) hashFile(join(path, name), hash);
  });
  return hash.digest("hex");
}
