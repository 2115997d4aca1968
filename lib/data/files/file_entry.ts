/** A file in a folder or an archive. */
export interface FileEntry {
  /**
   * Its path in the folder or archive, with `/`; the path may lead through an archive in the archive
   * (`data.rar/a/1.jpg`).
   */
  readonly name: string;
  /** Its unpacked size in bytes. */
  readonly bytes: number;
  /**
   * Reads its content.
   *
   * @throws {Error} It cannot be read.
   */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Compares two names by code units: the same order on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
