import { UserError } from "../lib/errors/mod.ts";

/** Between two looks at how much there was at most: what comes in the last of them is missed. */
const LOOK_MILLISECONDS = 20;

/**
 * The most main memory that a program of this project held, in bytes, all its threads together. Linux only.
 *
 * @param args Deno's.
 * @param env Environment variables beside ours.
 * @throws {UserError} It failed, or this is not Linux.
 */
export async function peakMemory(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  if (Deno.build.os !== "linux") throw new UserError("The memory of a process is measured on Linux only.");
  const child = new Deno.Command(Deno.execPath(), { args: [...args], env, stdout: "null", stderr: "piped" })
    .spawn();
  let peak = 0;
  const timer = setInterval(() => peak = Math.max(peak, highWater(child.pid)), LOOK_MILLISECONDS);
  const { success, stderr } = await child.output();
  clearInterval(timer);
  if (success) return peak;
  throw new UserError(
    `deno ${args.join(" ")}: ${new TextDecoder().decode(stderr).trim().split("\n").at(-1)}`,
  );
}

/** What the system noted as the most a process held so far, in bytes; 0 when it has ended. */
function highWater(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1];
    return 1024 * Number(kilobytes ?? 0);
  } catch {
    return 0;
  }
}
