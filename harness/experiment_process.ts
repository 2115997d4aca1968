import { programFlags } from "../scripts/task_flags.ts";
import { WHOLE_LOCK } from "../scripts/whole_lock.ts";

const MAIN = "commands/experiment.ts";

/** `deno task experiment` with what its task grants. */
export function experimentProcess(args: readonly string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...WHOLE_LOCK, ...programFlags(MAIN), "--cached-only", MAIN, ...args],
    env: { INIT_CWD: Deno.cwd() },
    stdout: "null",
    stderr: "piped",
  });
}
