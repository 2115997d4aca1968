import { join } from "@std/path";

/** Ending of the names of unfinished files; several processes may be writing, each its own file. */
export const LITTER = ".part";

/** Age below which an unlocked file is left alone: its writer makes it first and then locks it. */
const GRACE_MILLISECONDS = 60_000;

/** Locks an unfinished file as in use; the operating system releases the lock when the process ends, in any way. */
export function lockPart(file: Deno.FsFile): void {
  file.tryLockSync(true);
}

/** Removes the unfinished files of killed processes from a folder: those that no process holds locked. */
export function removeLitter(folder: string): void {
  for (const { name, isFile } of [...Deno.readDirSync(folder)]) {
    if (!isFile || !name.endsWith(LITTER)) continue;
    const path = join(folder, name);
    try {
      using file = Deno.openSync(path, { write: true });
      const { mtime } = file.statSync();
      const isOld = mtime !== null && Date.now() - mtime.getTime() > GRACE_MILLISECONDS;
      if (isOld && file.tryLockSync(true)) Deno.removeSync(path);
    } catch { /* another process was quicker, or it is not ours to remove */ }
  }
}
