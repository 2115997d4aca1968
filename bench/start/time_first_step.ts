import { join } from "@std/path";
import project from "../../deno.json" with { type: "json" };
import { FIRST_STEP } from "./first_step.ts";

/** Where an experiment writes that is ended after its first step: nothing is left of it. */
const FOLDER = "runs/bench-start";

/** The task that runs an experiment, with this program's preload. */
function command(): string {
  const { command } = project.tasks.experiment, program = " commands/experiment.ts";
  return command.replace(program, ` --preload=${join(import.meta.dirname!, "first_step.ts")}${program}`);
}

/**
 * Seconds from a command, `deno task experiment iid` with flags, to the end of its first training step.
 *
 * @throws {Error} It ended without one.
 */
export async function timeFirstStep(...flags: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "--eval", `${command()} iid --out ${FOLDER} --force ${flags.join(" ")}`],
    // The bench's own folder is that of the user; the experiment's is the project's.
    env: { INIT_CWD: Deno.cwd() },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let told = "", seconds: number | undefined;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    told += text;
    if (told.includes(FIRST_STEP)) seconds ??= (performance.now() - start) / 1000;
  }
  await child.status;
  await Deno.remove(FOLDER, { recursive: true }).catch(() => {});
  if (seconds === undefined) throw new Error(`the experiment took no step; it told: ${told}`);
  return seconds;
}
