import project from "../deno.json" with { type: "json" };

/** The text in deno.json that stands for the path of Deno itself. */
const DENO_ITSELF = "$(deno eval 'console.log(Deno.execPath())')";

/** The names of the tasks in deno.json that start a program; `check` only calls Deno's own tools. */
export const TASKS: readonly string[] = Object.keys(project.tasks).filter((task) =>
  /\bdeno (run|test) /.test(commandOf(task))
);

/**
 * The flags of a task before the path of its program: permissions, and whether it may import from the network.
 */
export function taskFlags(task: string): string[] {
  const [, words] = commandOf(task).replaceAll(DENO_ITSELF, Deno.execPath()).split(/\bdeno (?:run|test) /);
  const all = words.split(" ");
  const end = all.findIndex((word) => !word.startsWith("--"));
  return end < 0 ? all : all.slice(0, end);
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
