import { UserError } from "../lib/errors/mod.ts";
import { processTree } from "./peers/memory.ts";

/** Between two looks at how much there is: what comes and goes between them is missed. */
const LOOK_MILLISECONDS = 50;

/**
 * The most main memory that a program of this project held, in bytes, all its threads together. Linux only.
 *
 * @param args Deno's.
 * @param env Environment variables beside ours.
 * @throws {UserError} It failed, this is not Linux, or no `ps` could look at it.
 */
export async function peakMemory(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  if (Deno.build.os !== "linux") throw new UserError("The memory of a process is measured on Linux only.");
  const child = new Deno.Command(Deno.execPath(), { args: [...args], env, stdout: "null", stderr: "piped" })
    .spawn();
  let peak = 0, isRunning = true;
  const watching = (async () => {
    while (isRunning) {
      peak = Math.max(peak, (await processTree(child.pid)).bytes);
      await new Promise((done) => setTimeout(done, LOOK_MILLISECONDS));
    }
  })();
  const { success, stderr } = await child.output();
  isRunning = false;
  await watching;
  if (success && peak > 0) return peak;
  if (success) throw new UserError("The program's memory could not be looked at: is there a ps?");
  throw new UserError(
    `deno ${args.join(" ")}: ${new TextDecoder().decode(stderr).trim().split("\n").at(-1)}`,
  );
}
