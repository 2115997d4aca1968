import { programFlags } from "../../scripts/task_flags.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";

/** A program of commands/ with what its task grants, started as a user would. */
export function program(main: string, ...args: string[]): Deno.Command {
  return permitted(programFlags(`commands/${main}.ts`), main, ...args);
}

/** The same with other permissions. */
export function permitted(permissions: readonly string[], main: string, ...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...WHOLE_LOCK, ...permissions, "--cached-only", `commands/${main}.ts`, ...args],
    env: { INIT_CWD: Deno.cwd() },
    stdout: "piped",
    stderr: "piped",
  });
}

/** `deno task experiment`. */
export function experiment(...args: string[]): Deno.Command {
  return program("experiment", ...args);
}

/** What a process ended with. */
export async function outcome(
  child: Deno.ChildProcess,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}
