import { join } from "@std/path";
import { lockOfTask, taskFlags } from "../scripts/task_flags.ts";

/** A task as its user calls it. */
export interface MeasuredTask {
  /** What follows `deno task`. */
  readonly name: string;
  /** Deno's arguments that run its program with what the task grants. */
  readonly args: readonly string[];
}

/** The main tasks, and what they write, which is removed when this is disposed of. */
export interface MeasuredTasks extends AsyncDisposable {
  /** In an order in which each has what it needs of those before. */
  readonly list: readonly MeasuredTask[];
}

/** A photo of an expression that is in the repository. */
const PICTURE = "tests/fixtures/pictures/04_ruled_paper.jpg";

/** The main tasks; with `data`, also a round on all symbols of it: "crohme:PATH". */
export async function measuredTasks(data: string): Promise<MeasuredTasks> {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "bench-memory-" });
  const run = join(folder, "run"), picture = join(folder, "picture.jpg");
  await Deno.copyFile(PICTURE, picture);
  const task = (name: string, program: string, words: string, ...hidden: string[]): MeasuredTask => ({
    name: `${name} ${words}`.trim(),
    args: [
      "run",
      "--quiet",
      `--lock=${lockOfTask(name)}`,
      "--frozen",
      ...taskFlags(name),
      program,
      ...words.split(" ").filter(Boolean),
      ...hidden,
    ],
  });
  const quick = ["--config", "commands/experiment/quickstart.json", "--out", join(folder, "quick")];
  return {
    list: [
      task("quickstart", "commands/experiment.ts", "", ...quick),
      task("experiment", "commands/experiment.ts", "non-iid --rounds 2", "--out", run),
      task("evaluate", "commands/evaluate.ts", "", run),
      task("predict", "commands/predict.ts", "", picture),
      ...(data === "" ? [] : [
        task(
          "experiment",
          "commands/experiment.ts",
          "iid --rounds 1",
          "--data",
          data,
          "--out",
          join(folder, "data"),
        ),
      ]),
    ],
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
