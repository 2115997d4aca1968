import { dirname } from "@std/path";
import { writeAll } from "./write_all.ts";
import { reasonOf, UserError } from "../errors/mod.ts";

/** A result cannot be written; the message names the file and the reason. */
export class WriteError extends UserError {
  /** Always "WriteError". */
  override readonly name = "WriteError";
}

/**
 * Writes a file whole or not at all, whenever the process or the machine is stopped: into a file beside it, which
 * is on the disk before it takes the name.
 *
 * @throws {WriteError} It cannot be written; what was there under the name is untouched.
 */
export function writeWhole(path: string, ...parts: readonly Uint8Array[]): void {
  const temporary = `${path}.part`;
  try {
    {
      using file = Deno.openSync(temporary, { write: true, create: true, truncate: true });
      for (const part of parts) writeAll(file, part);
      file.syncSync();
    }
    Deno.renameSync(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    try {
      Deno.removeSync(temporary);
    } catch { /* it was not made, or cannot be removed either: the first error tells more */ }
    throw new WriteError(`${path} cannot be written: ${reasonOf(error)}.`);
  }
}

/** The same for text. */
export function writeWholeText(path: string, text: string): void {
  writeWhole(path, new TextEncoder().encode(text));
}

/** A rename lasts only when its folder is on the disk; where a folder cannot be opened (Windows) it lasts anyway. */
function syncFolder(folder: string): void {
  if (Deno.build.os === "windows") return;
  using file = Deno.openSync(folder);
  file.syncSync();
}
