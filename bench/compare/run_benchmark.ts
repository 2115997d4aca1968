import { UserError } from "../../lib/errors/mod.ts";
import { hasFigures } from "./read_figures.ts";

/** A benchmark with its flags, and the cores it is pinned to: as Linux's `taskset` lists them. */
export interface BenchmarkCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly cores?: string;
}

/**
 * Runs `deno task bench NAME` in a checkout, with the permissions and packages of that.
 *
 * @param of What the checkout is called in messages.
 * @param signal Ends it early.
 * @returns What it printed.
 * @throws {UserError} It failed, or printed no figures.
 */
export async function runBenchmark(
  folder: string,
  of: string,
  { name, args, cores }: BenchmarkCall,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const pin = cores === undefined ? [] : ["taskset", "--cpu-list", cores];
  const [program, ...rest] = [...pin, Deno.execPath(), "task", "--quiet", "bench", name, ...args];
  const child = new Deno.Command(program, {
    args: rest,
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const end = () => child.kill();
  signal.addEventListener("abort", end);
  const { success, stdout, stderr } = await child.output();
  signal.removeEventListener("abort", end);
  signal.throwIfAborted();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (!success) throw new UserError(reason(of, name, args, text(stderr)));
  const output = text(stdout);
  if (hasFigures(output)) return output;
  throw new UserError(`The benchmark ${name} of ${of} prints no figures that can be compared.`);
}

function reason(of: string, name: string, args: readonly string[], stderr: string): string {
  if (stderr.includes(`There is no benchmark "${name}"`)) {
    return `There is no benchmark ${name} yet in ${of}.`;
  }
  const command = ["deno task bench", name, ...args].join(" ");
  return `\`${command}\` fails in ${of}: ${
    stderr.split("\n").at(-1)!.replace(/^error: /, "") || "it says nothing"
  }`;
}
