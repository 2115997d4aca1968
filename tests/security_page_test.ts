import { assertEquals } from "@std/assert";
import { taskFlags, TASKS } from "../scripts/task_flags.ts";
import { testWith } from "./permission.ts";

const COLUMNS = ["task", "reads", "writes", "network", "programs", "environment", "system"];

/** A cell of the table: what a permission is given for. */
function granted(flags: readonly string[], permission: string): string {
  if (flags.includes("--allow-all") || flags.includes(`--allow-${permission}`)) return "all";
  const given = flags.find((flag) => flag.startsWith(`--allow-${permission}=`))?.split("=")[1].split(",");
  return given?.map((one) => one === Deno.execPath() ? "Deno itself" : `\`${one}\``).join(", ") ?? "no";
}

/** Rows as they must stand in the page, tasks with the same permissions together. */
function rowsOfTasks(): string[][] {
  const rows = TASKS.map((task) => {
    const flags = taskFlags(task);
    const cells = ["read", "write", "net", "run", "env", "sys"].map((one) => granted(flags, one));
    return { task: `\`${task}\``, cells };
  });
  return [...Map.groupBy(rows, ({ cells }) => cells.join("|")).values()].map((group) => [
    group.map(({ task }) => task).join(", "),
    ...group[0].cells,
  ]);
}

testWith(
  { read: true },
  "the permissions in docs/security.md are those of deno.json, task by task",
  async () => {
    const page = await Deno.readTextFile("docs/security.md");
    const lines = page.slice(page.indexOf("**Permissions.**")).split("\n\n")[1].trim().split("\n");
    const cells = lines.map((line) => line.slice(1, -1).split("|").map((cell) => cell.trim()));
    assertEquals([cells[0], ...cells.slice(2)], [COLUMNS, ...rowsOfTasks()]);
  },
);

Deno.test("a task has no flag that the page says nothing of", () => {
  const known =
    /^--(no-prompt|no-remote|parallel|unstable-worker-options|ignore-env|allow-(all|read|write|net|run|env|sys)(=\S+)?)$/;
  for (const task of TASKS) assertEquals(taskFlags(task).filter((flag) => !known.test(flag)), [], task);
});

/** They may write anywhere: `predict` writes beside the picture it reads. */
const ANYWHERE = ["test:browser", "test:cluster", "test:cluster-faults", "predict"];

Deno.test("no task may write where the shipped model is, but those that may write anywhere", () => {
  for (const task of TASKS.filter((task) => !ANYWHERE.includes(task))) {
    const writes = granted(taskFlags(task), "write").replaceAll("`", "").split(", ");
    const over = writes.filter((path) => path === "all" || "data/models/reader/".startsWith(`${path}/`));
    assertEquals(over, [], task);
  }
});

Deno.test("no task imports code by its address: a strategy's file could name any", () => {
  for (const task of TASKS) assertEquals(taskFlags(task).includes("--no-remote"), true, task);
});
