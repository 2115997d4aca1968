/** A file in a folder or an archive. */
export interface FileEntry {
  /**
   * Its path inside the folder or archive, with `/`; through an archive in an archive too
   * (`data.rar/a/1.jpg`).
   */
  readonly name: string;
  /** Its size, unpacked. */
  readonly bytes: number;
  /** Its content. Throws where it cannot be read. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** By code units: the same order on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
