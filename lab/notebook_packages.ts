import { join } from "@std/path";
import { ROOT } from "./environment.ts";

/** A module that imports a package: then Deno looks for every package of the lock file. */
const MODULE = join(ROOT, "lib", "random", "mod.ts");

/**
 * Fetches the packages that the notebooks import, where they are not in Deno's cache yet, and says so: a kernel would
 * fetch them in silence, while its first cell runs.
 *
 * @returns Whether they are there; where not, the kernel will say why.
 */
export async function fetchNotebookPackages(): Promise<boolean> {
  if (await succeeds("run", "--cached-only", "--no-prompt")) return true;
  console.log("Fetching the notebooks' packages (once; about 35 MB, 150 MB on disk) …");
  return await succeeds("cache");
}

async function succeeds(...command: string[]): Promise<boolean> {
  const config = join(ROOT, "notebooks", "deno.json");
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...command, "--quiet", "--config", config, MODULE],
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}
