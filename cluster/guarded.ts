import { join } from "@std/path";
import type { VirtualEnvironment } from "../scripts/virtual_environment.ts";
import { ROOT } from "./environment.ts";
import type { State } from "./state.ts";

/** The exit code of a program that `cluster down` has ended. */
export const ENDED_BY_DOWN = 143;

/** Flower calls nobody but the cluster: no telemetry, no question after newer versions. */
const QUIET = { FLWR_TELEMETRY_ENABLED: "0", FLWR_DISABLE_UPDATE_CHECK: "1", NO_COLOR: "1" };

/** A program under a guard, which ends it with all it has started when this process ends, however it ends. */
export interface Guarded {
  /** Its exit code. */
  readonly code: Promise<number>;
  /** Ends it and waits until nothing is left. */
  stop(): Promise<void>;
}

/** Starts one of the virtual environment's programs; its output goes to a log of the name. */
export function startGuarded(
  { bin, python }: VirtualEnvironment,
  { processes, flower }: State,
  name: string,
  program: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Guarded {
  const guard = new Deno.Command(python, {
    args: [
      join(ROOT, "cluster", "machine", "guard.py"),
      join(processes, `${name}.pid`),
      join(processes, `${name}.log`),
      join(bin, program),
      ...args,
    ],
    cwd: ROOT,
    env: { ...QUIET, FLWR_HOME: flower, PATH: `${bin}:${Deno.env.get("PATH")}`, ...variables },
    stdin: "piped",
    stdout: "null",
  }).spawn();
  const code = guard.status.then(({ code }) => code);
  return {
    code,
    async stop() {
      // The guard takes a closed input for our end.
      await guard.stdin.close().catch(() => {});
      await code;
    },
  };
}

/** Runs one of the virtual environment's Python files, or Flower's command, to its end: its output, and whether it went well. */
export async function ask(
  { bin, python }: VirtualEnvironment,
  { flower }: State,
  args: readonly string[],
): Promise<{ readonly success: boolean; readonly text: string }> {
  const { success, stdout, stderr } = await new Deno.Command(python, {
    args: args as string[],
    env: { ...QUIET, FLWR_HOME: flower, PATH: `${bin}:${Deno.env.get("PATH")}` },
    signal: AbortSignal.timeout(180_000),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return { success, text: text.trim() };
}

/** Ends what `startGuarded` has started from this folder, also in other processes, and waits until nothing is left. */
export async function stopAll(
  environment: VirtualEnvironment,
  state: State,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const files = names.map((name) => join(state.processes, `${name}.pid`));
  await ask(environment, state, [join(ROOT, "cluster", "machine", "guard.py"), "--stop", ...files]);
}

/** Waits, but not longer than until the signal fires. */
export function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(done, 1000 * seconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });
}
