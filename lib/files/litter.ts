import { join } from "@std/path";

/** The end of the name of a file that several processes may be writing at once, each one of its own. */
export const LITTER = ".part";

/** So long a file may be without its writer's lock: it is made first and locked then. */
const GRACE_MILLISECONDS = 60_000;

/** Marks a file that is being written as in use: the operating system's lock ends with the process, however that ends. */
export function lockPart(file: Deno.FsFile): void {
  file.tryLockSync(true);
}

/** Removes from a folder what processes were writing that have been killed: files that nobody holds. */
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
