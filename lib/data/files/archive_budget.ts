import { MOST_FILES, MOST_HELD, MOST_NAME, MOST_UNPACKED_IN_ALL } from "./limits.ts";

/** Limits for one archive together with all archives in it: files, memory, and unpacked bytes. */
export class ArchiveBudget {
  #files = MOST_FILES;
  #held = MOST_HELD;
  #unpacked = MOST_UNPACKED_IN_ALL;

  /** Bytes that may still be held in memory. */
  get held(): number {
    return this.#held;
  }

  /** Files that may still be listed. */
  get files(): number {
    return this.#files;
  }

  /**
   * Counts an archive held in memory.
   *
   * @throws {Error} The limit of memory is exceeded.
   */
  hold(bytes: number): void {
    this.#held -= bytes;
    if (this.#held < 0) {
      throw new Error(`with the archives in it more than ${MOST_HELD} bytes would be held in memory`);
    }
  }

  /**
   * Counts listed files.
   *
   * @throws {Error} There are too many, they are too large together, or a name is too long.
   */
  list(entries: readonly { readonly name: string; readonly bytes: number }[]): void {
    this.#files -= entries.length;
    if (this.#files < 0) throw new Error(`with the archives in it more than ${MOST_FILES} files`);
    for (const { name, bytes } of entries) {
      this.#unpacked -= bytes;
      if (name.length > MOST_NAME) {
        throw new Error(`a name of ${name.length} characters, more than ${MOST_NAME}`);
      }
    }
    if (this.#unpacked < 0) {
      throw new Error(`its files unpack to more than ${MOST_UNPACKED_IN_ALL} bytes together`);
    }
  }
}
