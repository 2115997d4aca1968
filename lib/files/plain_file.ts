import { reasonOf, UserError } from "../errors/mod.ts";

/** A file cannot be read; the message names it and says why. */
export class FileError extends UserError {
  /** Always "FileError". */
  override readonly name = "FileError";
}

/**
 * The size of a plain file, or of the file a link leads to. A pipe, a device or a folder is refused before anything is
 * read from it: reading a pipe could wait, and reading a device could go on, for ever.
 *
 * @param path The path of the file.
 * @param most The largest size allowed, in bytes.
 * @returns The size in bytes.
 * @throws {FileError} There is no such file, it is not a plain file, or it is too large.
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
      `${path} cannot be read: it is ${info.isDirectory ? "a folder" : "a pipe or a device"}, not a file.`,
    );
  }
  if (info.size > most) throw tooLarge(path, `${info.size}`, most);
  return info.size;
}

/**
 * Reads the bytes of a plain file.
 *
 * @param path The path of the file.
 * @param most The largest size allowed, in bytes.
 * @returns All bytes of the file.
 * @throws {FileError} There is no such file, it is not a plain file, it is too large, or it cannot be read.
 */
export function readBytes(path: string, most: number): Uint8Array<ArrayBuffer> {
  const size = plainFileSize(path, most);
  try {
    using file = Deno.openSync(path);
    // One byte more than its size: a file that holds more than its stated size is read on, up to the limit.
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
 * Reads the text of a plain file in UTF-8.
 *
 * @param path The path of the file.
 * @param most The largest size allowed, in bytes.
 * @returns The text of the file.
 * @throws {FileError} There is no such file, it is not a plain file, it is too large, or it cannot be read.
 */
export function readText(path: string, most: number): string {
  return new TextDecoder().decode(readBytes(path, most));
}

function tooLarge(path: string, size: string, most: number): FileError {
  return new FileError(`${path} cannot be read: it has ${size} bytes; the limit is ${most}.`);
}
