import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { readTrial } from "../bench/expressions.ts";
import { parseRun } from "../cluster/command_line.ts";
import { parseCommandLine } from "../commands/experiment/command_line.ts";
import { dataCommand } from "../commands/data/data_command.ts";
import { parseEvaluateCommand } from "../commands/evaluate/evaluate_command.ts";
import { parseGrammar } from "../commands/grammar.ts";
import { parseLayout } from "../commands/layout.ts";
import { parsePredict } from "../commands/predict/predict_command.ts";
import { runsCommand } from "../commands/runs/runs_command.ts";
import { parseSweepCommand } from "../commands/experiment/sweep_command.ts";
import { parseSweep } from "../lib/experiment/mod.ts";
import { documentedCommands, documentedFlags } from "./documented_commands.ts";
import { notebookTexts, pages, ROOT } from "./documents.ts";
import { testWith } from "./permission.ts";
import project from "../deno.json" with { type: "json" };
import { programCommand } from "../scripts/task_flags.ts";
import { WHOLE_LOCK } from "../scripts/whole_lock.ts";

const NEEDS = { read: true, write: true, run: true };

/** What reads the arguments of a task's program, and does nothing else. */
const PARSERS: Readonly<Record<string, (args: string[]) => unknown>> = {
  "commands/experiment.ts": parseCommandLine,
  "commands/sweep.ts": checkSweep,
  "commands/evaluate.ts": parseEvaluateCommand,
  "commands/predict.ts": parsePredict,
  "commands/grammar.ts": parseGrammar,
  "commands/layout.ts": parseLayout,
  "commands/data.ts": checkData,
  "commands/runs.ts": checkRuns,
  "cluster/main.ts": checkCluster,
  "bench/main.ts": checkBenchmark,
};

async function checkSweep(args: string[]): Promise<void> {
  const command = parseSweepCommand(args);
  if (command.kind === "run" && command.path !== "FILE") {
    parseSweep(command.path, await Deno.readTextFile(join(ROOT, command.path)));
  }
}

async function checkData(args: string[]): Promise<void> {
  const nothing = () => Promise.resolve();
  await dataCommand({ list: nothing, show: nothing, fetchByName: nothing }).parseAsync(args, {
    from: "user",
  });
}

async function checkRuns(args: string[]): Promise<void> {
  const nothing = () => Promise.resolve();
  await runsCommand({ list: nothing, show: nothing, compare: nothing }).parseAsync(args, { from: "user" });
}

async function checkCluster(args: string[]): Promise<unknown> {
  const [name, ...rest] = args;
  return name === "run" || name === "demo"
    ? parseRun(rest)
    : await stopAtPermissions("cluster/main.ts", args);
}

/** Benchmarks without flags would begin to compute: their names are looked up in the list of all. */
async function checkBenchmark([name, ...flags]: string[]): Promise<unknown> {
  if (name === "expressions" && flags.length > 0) return readTrial(flags);
  if (flags.length > 0) return await stopAtPermissions("bench/main.ts", [name, ...flags]);
  const text = await runWithoutPermissions("bench/main.ts", []);
  return assert(name === undefined || text.includes(`\n  ${name} `), `there is no benchmark ${name}`);
}

/** Runs a program that may do nothing: once it has read its arguments it stops at the first thing it is not allowed. */
async function stopAtPermissions(program: string, args: string[]): Promise<void> {
  const text = await runWithoutPermissions(program, args);
  assert(/\w+ access to|may not do that/.test(text), text);
}

async function runWithoutPermissions(program: string, args: string[]): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...WHOLE_LOCK, "--no-prompt", join(ROOT, program), ...args],
    cwd: ROOT,
  }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

/** The program that a task starts, and the arguments that the task itself gives it. */
function programOf(task: string): { program: string; args: string[] } {
  const words = task.replaceAll("$PWD/", "").replaceAll('"', "").split(" ");
  const at = words.findIndex((word) => word.endsWith(".ts"));
  return { program: words[at] ?? "", args: words.slice(at + 1) };
}

testWith(
  NEEDS,
  "each deno task that the README, the pages and the notebooks name is taken as it stands there",
  async (t) => {
    const commands = [...await pages(), ...await notebookTexts()].flatMap(documentedCommands);
    assert(commands.length > 60, `${commands.length} commands`);
    await Deno.mkdir(join(ROOT, "runs"), { recursive: true });
    const run = await Deno.makeTempDir({ dir: join(ROOT, "runs"), prefix: "test-documented-" });
    await Deno.writeTextFile(join(run, "config.json"), JSON.stringify({ experiment: "non-iid", rounds: 3 }));
    for (const text of new Set(commands.map(({ words }) => JSON.stringify(words)))) {
      const [task, ...words] = JSON.parse(text) as string[];
      const { place } = commands.find((command) => JSON.stringify(command.words) === text)!;
      await t.step(`${place}: deno task ${[task, ...words].join(" ")}`, async () => {
        assert(Object.hasOwn(project.tasks, task), `there is no task ${task}`);
        const { program, args } = programOf(programCommand(task));
        // A run that the text takes for there, and a source that it leaves open.
        const given = words.map((word) =>
          word.replace("runs/non-iid", run).replace(/^SOURCE$/, "ink").replace(/^SPLIT$/, "official")
        );
        const unread = PARSERS[program] === undefined && given.length > 0 && !program.startsWith("harness/");
        assert(!unread, `nothing reads the arguments of ${program}`);
        await PARSERS[program]?.([...args, ...given]);
      });
    }
    await Deno.remove(run, { recursive: true });
  },
);

testWith(
  { read: true },
  "each flag that the README, the pages and the notebooks name is in the source of a command",
  async () => {
    const sources =
      (await Promise.all(["lib/experiment", "commands", "cluster", "bench", "lab", "scripts"].map(sourcesIn)))
        .join();
    // Deno's own, and flags of other programs that the pages speak of.
    const others = new Set([
      "--install",
      "--allow-read",
      "--allow-write",
      "--ignore-env",
      "--no-remote",
      "--doc",
    ]);
    const flags = [...await pages(), ...await notebookTexts()].flatMap(documentedFlags);
    assert(flags.length > 50, `${flags.length} flags`);
    const unknown = flags.filter(({ flag }) =>
      !others.has(flag) && !new RegExp(`["-]${flag.slice(2)}["\\s,=?]`).test(sources) &&
      !new RegExp(`\\b${camelCase(flag)}:`).test(sources)
    );
    assertEquals(unknown, []);
  },
);

function camelCase(flag: string): string {
  return flag.slice(2).replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

async function sourcesIn(folder: string): Promise<string> {
  let text = "";
  for await (const { name, isFile, isDirectory } of Deno.readDir(join(ROOT, folder))) {
    if (isDirectory && name !== ".venv") text += await sourcesIn(`${folder}/${name}`);
    if (isFile && name.endsWith(".ts")) text += await Deno.readTextFile(join(ROOT, folder, name));
  }
  return text;
}
