import { dirname } from "@std/path";
import { writeAll } from "./write_all.ts";
import { reasonOf, UserError } from "../errors/mod.ts";

/** A result cannot be written; the message names the file and the reason. */
export class WriteError extends UserError {
  /** Always "WriteError". */
  override readonly name = "WriteError";
}

/**
 * Writes a file whole or not at all, even if the process or the machine stops: first into a file beside it, which is
 * renamed once it is on the disk.
 *
 * @param path The path of the file.
 * @param parts Its content, one part after the other.
 * @throws {WriteError} It cannot be written; a file already there is unchanged.
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
    } catch { /* it was not made, or cannot be removed either: the first error says more */ }
    throw new WriteError(`${path} cannot be written: ${reasonOf(error)}.`);
  }
}

/**
 * Writes a text file in UTF-8, whole or not at all, even if the process or the machine stops.
 *
 * @throws {WriteError} It cannot be written; a file already there is unchanged.
 */
export function writeWholeText(path: string, text: string): void {
  writeWhole(path, new TextEncoder().encode(text));
}

/** A rename is permanent only once its folder is written to the disk; Windows does that by itself. */
function syncFolder(folder: string): void {
  if (Deno.build.os === "windows") return;
  using file = Deno.openSync(folder);
  file.syncSync();
}
