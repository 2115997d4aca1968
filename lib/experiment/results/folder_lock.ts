import { dirname, join, resolve } from "@std/path";
import { reasonOf, UsageError } from "../../errors/mod.ts";
import { WriteError } from "../../files/mod.ts";

/** A folder that no other process writes results into. */
export interface LockedFolder extends Disposable {
  /** Where it is. */
  readonly path: string;
  /**
   * Checks that the folder is still the one that was locked.
   *
   * @throws {WriteError} It was removed, or another one has its name.
   */
  check(): void;
  /** Removes the folder, and those it was made in, where this process has made them. */
  discard(): void;
}

/**
 * Makes a folder and holds it for this process: two runs that write into one would destroy each other's results. The
 * lock is the operating system's, so it ends with the process however that ends.
 *
 * @throws {UsageError} Another process holds it, or this command may not write there.
 * @throws {WriteError} The folder cannot be made or written.
 */
export function lockFolder(path: string): LockedFolder {
  const locked = tryLockFolder(path);
  if (locked) return locked;
  throw new UsageError(
    `Another run is writing into ${path}; wait for it, or give another folder with --out.`,
  );
}

/**
 * Makes a folder and locks it for this process.
 *
 * @returns The lock; undefined if another process holds it.
 * @throws {UsageError} This command may not write there.
 * @throws {WriteError} The folder cannot be made or written.
 */
export function tryLockFolder(path: string): LockedFolder | undefined {
  if (Deno.permissions.querySync({ name: "write", path }).state !== "granted") {
    throw new UsageError(
      `This command may not write into ${path}; give a folder in ${resolve("runs")} with --out.`,
    );
  }
  const made = missingFolders(path), locked = lockedPath(path);
  let file: Deno.FsFile;
  try {
    Deno.mkdirSync(path, { recursive: true });
    file = locked === path ? Deno.openSync(path) : Deno.openSync(locked, { write: true, create: true });
  } catch (error) {
    throw new WriteError(`The folder ${path} cannot be written to: ${reasonOf(error)}.`);
  }
  if (!locks(file)) {
    file.close();
    return undefined;
  }
  if (identity(file.statSync()) !== identityOf(locked)) {
    // Whoever held it before has removed it.
    file.close();
    return tryLockFolder(path);
  }
  return {
    path,
    check() {
      if (identity(file.statSync()) !== identityOf(locked)) {
        throw new WriteError(
          `The folder ${path} was removed, or replaced by another, while this run wrote into it.`,
        );
      }
    },
    discard() {
      if (made.length === 0 || identity(file.statSync()) !== identityOf(locked)) return;
      Deno.removeSync(path, { recursive: true });
      made.slice(1).forEach(removeIfEmpty);
    },
    [Symbol.dispose]: () => file.close(),
  };
}

/** Milliseconds in which somebody who only looks, as `isLocked` does, has let go. */
const A_LOOK = 50;

/** Locks a file; tries a second time, in case somebody only looked whether it is locked. */
function locks(file: Deno.FsFile): boolean {
  if (file.tryLockSync(true)) return true;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, A_LOOK);
  return file.tryLockSync(true);
}

/**
 * Whether another process holds a folder, and so writes results into it.
 *
 * @param path The folder; nothing is made or written.
 */
export function isLocked(path: string): boolean {
  try {
    using file = Deno.openSync(lockedPath(path));
    return !file.tryLockSync(false);
  } catch {
    return false;
  }
}

/**
 * What is locked: the folder itself, since a file in it could be deleted, and made and locked anew by another run. Windows
 * locks no folder, but does not let anybody delete a file that is open.
 */
function lockedPath(folder: string): string {
  return Deno.build.os === "windows" ? join(folder, "lock") : folder;
}

/** The folders on the way to this one, and itself first, that are not there. */
function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let folder = resolve(path); identityOf(folder) === undefined; folder = dirname(folder)) {
    missing.push(folder);
  }
  return missing;
}

function removeIfEmpty(folder: string): void {
  try {
    Deno.removeSync(folder);
  } catch { /* somebody else has put something into it */ }
}

function identityOf(path: string): string | undefined {
  try {
    return identity(Deno.statSync(path));
  } catch {
    return undefined;
  }
}

function identity({ dev, ino }: Deno.FileInfo): string {
  return `${dev} ${ino}`;
}
