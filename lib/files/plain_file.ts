import { reasonOf, UserError } from "../errors/mod.ts";

/** A file cannot be read; the message names it and says why. */
export class FileError extends UserError {
  /** Always "FileError". */
  override readonly name = "FileError";
}

/**
 * The size of a plain file, or of the one a link leads to. A pipe, a device or a folder is refused, before anything is
 * read of it: a pipe makes its reader wait, a device may never end.
 *
 * @param path Its path.
 * @param most Bytes it may have.
 * @returns Its size in bytes.
 * @throws {FileError} There is none, it is something else, or it is larger.
 */
export function plainFileSize(path: string, most = Infinity): number {
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new FileError(`There is no file ${path}.`);
    throw new FileError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
  if (!info.isFile) {
    throw new FileError(
      `${path} cannot be read: it is no file but ${info.isDirectory ? "a folder" : "a pipe or a device"}.`,
    );
  }
  if (info.size > most) throw tooLarge(path, `${info.size}`, most);
  return info.size;
}

/**
 * The bytes of a plain file.
 *
 * @param path Its path.
 * @param most Bytes it may have.
 * @returns All of them.
 * @throws {FileError} As `plainFileSize`, or it cannot be read.
 */
export function readBytes(path: string, most: number): Uint8Array<ArrayBuffer> {
  const size = plainFileSize(path, most);
  try {
    using file = Deno.openSync(path);
    // One more than it has: a file that says less than it holds is read on, but not for ever.
    let bytes = new Uint8Array(size + 1), length = 0;
    for (let read = file.readSync(bytes); read !== null; read = file.readSync(bytes.subarray(length))) {
      length += read;
      if (length > most) throw tooLarge(path, `more than ${most}`, most);
      if (length < bytes.length) continue;
      const longer = new Uint8Array(Math.min(2 * length, most + 1));
      longer.set(bytes);
      bytes = longer;
    }
    return length === bytes.length ? bytes : bytes.slice(0, length);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}

/**
 * The text of a plain file in UTF-8.
 *
 * @param path Its path.
 * @param most Bytes it may have.
 * @returns Its text.
 * @throws {FileError} As `readBytes`.
 */
export function readText(path: string, most: number): string {
  return new TextDecoder().decode(readBytes(path, most));
}

function tooLarge(path: string, size: string, most: number): FileError {
  return new FileError(`${path} cannot be read: it has ${size} bytes, ${most} may be read.`);
}
