/** `deno task experiment` with what its task grants. */
export function experimentProcess(args: readonly string[]): Deno.Command {
  const granted = ["--no-prompt", "--allow-read", "--allow-write=runs,data", "--cached-only"];
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...granted, "lib/experiment/experiment_main.ts", ...args],
    stdout: "null",
    stderr: "piped",
  });
}
