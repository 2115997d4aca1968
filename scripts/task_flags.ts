import project from "../deno.json" with { type: "json" };

/** The text in deno.json that stands for the path of Deno itself. */
const DENO_ITSELF = "$(deno eval 'console.log(Deno.execPath())')";

/** The names of the tasks in deno.json that start a program; `check` only calls Deno's own tools. */
export const TASKS: readonly string[] = Object.keys(project.tasks).filter((task) =>
  /\bdeno (run|test) /.test(commandOf(task))
);

/** Flags that say which packages are fetched, and that it is not told line by line. */
const FETCHING = /^(-q|--lock=.*|--frozen)$/;

/**
 * The flags of a task before the path of its program: permissions, and whether it may import from the network.
 */
export function taskFlags(task: string): string[] {
  return allFlags(task).filter((flag) => !FETCHING.test(flag));
}

/** The lock file that a task is held to, where there is one. */
export function lockOfTask(task: string): string | undefined {
  const flags = allFlags(task);
  const lock = flags.find((flag) => flag.startsWith("--lock="))?.slice("--lock=".length);
  return flags.includes("--frozen") ? lock : undefined;
}

/** What a task runs last; beside it a task for users looks whether its packages are there. */
export function programCommand(task: string): string {
  return commandOf(task).replaceAll(DENO_ITSELF, Deno.execPath()).split(") & ").at(-1)!;
}

function allFlags(task: string): string[] {
  const words = programCommand(task).split(/\bdeno (?:run|test) /)[1].split(" ");
  const end = words.findIndex((word) => !word.startsWith("-"));
  return end < 0 ? words : words.slice(0, end);
}

/** The flags of the task that runs a program without further arguments: "commands/evaluate.ts". */
export function programFlags(path: string): string[] {
  const task = TASKS.find((name) => commandOf(name).endsWith(` ${path}`));
  if (task === undefined) throw new Error(`no task runs ${path}`);
  return taskFlags(task);
}

function commandOf(task: string): string {
  return (project.tasks as Readonly<Record<string, { readonly command: string }>>)[task].command;
}
