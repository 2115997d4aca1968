import { join } from "@std/path";
import { UsageError } from "./usage_error.ts";
import { WriteError } from "./write_whole.ts";

/**
 * Makes a folder and holds it for this process: two runs that write into one would destroy each other's results. The
 * lock is the operating system's on the file `lock`, so it ends with the process however that ends.
 *
 * @throws {UsageError} Another process holds it.
 * @throws {WriteError} The folder cannot be made or written.
 */
export function lockFolder(folder: string): Disposable {
  let file: Deno.FsFile;
  try {
    Deno.mkdirSync(folder, { recursive: true });
    file = Deno.openSync(join(folder, "lock"), { write: true, create: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    throw new WriteError(`The folder ${folder} cannot be written to: ${(error as Error).message}.`);
  }
  if (!file.tryLockSync(true)) {
    file.close();
    throw new UsageError(`Another run is writing into ${folder}; wait for it, or give a folder with --out.`);
  }
  return file;
}
