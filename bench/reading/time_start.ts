import { join } from "@std/path";
import { encodePng } from "../../lib/charts/figures/png.ts";
import type { GreyImage } from "../../lib/drawing/mod.ts";
import { type Spread, spread } from "../spread.ts";

/** Seconds from a command. */
export interface StartTimes {
  /** Of `deno task predict PICTURE`, to the first line of what was read. */
  readonly answer: Spread;
  /** To its end, when the drawing is written. */
  readonly end: Spread;
  /** Of `deno task` of an empty program, to its end. */
  readonly empty: Spread;
}

/**
 * Times `deno task predict` of a picture and a task of an empty program, in turn, after one of each.
 *
 * @param root The folder of the project.
 * @param runs How many of each.
 * @throws {Error} The command fails.
 */
export async function timeStart(root: string, picture: GreyImage, runs: number): Promise<StartTimes> {
  await Deno.mkdir(join(root, "runs"), { recursive: true });
  const folder = await Deno.makeTempDir({ dir: join(root, "runs"), prefix: "bench-" });
  try {
    const png = join(folder, "expression.png");
    await Deno.writeFile(png, encodePng(picture.pixels, picture.width, picture.height));
    await Deno.writeTextFile(join(folder, "deno.json"), '{ "tasks": { "empty": "deno run -q empty.ts" } }');
    await Deno.writeTextFile(join(folder, "empty.ts"), "");
    const answers: number[] = [], ends: number[] = [], empties: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const { answer, end } = await timeTask(root, ["predict", png]);
      const empty = await timeTask(folder, ["empty"]);
      if (run > 0) answers.push(answer), ends.push(end), empties.push(empty.end);
    }
    return { answer: spread(answers), end: spread(ends), empty: spread(empties) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Seconds until a task prints something, and until it ends. */
async function timeTask(cwd: string, args: readonly string[]): Promise<{ answer: number; end: number }> {
  const start = performance.now(), seconds = () => (performance.now() - start) / 1000;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["task", "-q", ...args],
    cwd,
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let answer = Infinity;
  for await (const _ of process.stdout) answer = Math.min(answer, seconds());
  const { code } = await process.status;
  if (code !== 0) throw new Error(`deno task ${args.join(" ")} failed`);
  return { answer, end: seconds() };
}
