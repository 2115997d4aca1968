/**
 * Compares a benchmark in a repository that it makes if the folder is empty; its arguments are the folder, the benchmark
 * and the revision.
 * @module
 */
import { join, resolve } from "@std/path";
import { failPlainly } from "../../commands/shared/fail_plainly.ts";
import { compare } from "../../bench/compare/compare.ts";
import { git } from "../../bench/compare/git.ts";

const [path, name, revision] = Deno.args;
const folder = resolve(path);
// Where git itself started the tests, they say which repository: not this one.
for (const key of Object.keys(Deno.env.toObject())) if (key.startsWith("GIT_")) Deno.env.delete(key);

/** Where each run notes its value: in a folder that git does not look at. */
const order = join(folder, ".git", "order");
Deno.env.set("ORDER", order);

async function commit(value: number): Promise<void> {
  await Deno.writeTextFile(join(folder, "value.json"), String(value));
  await git(folder, "add", "--all");
  await git(
    folder,
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.org",
    "commit",
    "--message",
    "A commit",
  );
}

if (Array.from(Deno.readDirSync(folder)).length === 0) {
  await git(folder, "init");
  await Deno.writeTextFile(join(folder, "deno.json"), '{ "tasks": { "bench": "deno run -A bench.ts" } }');
  await Deno.writeTextFile(
    join(folder, "bench.ts"),
    `import value from "./value.json" with { type: "json" };
    if (Deno.args[0] === "broken") {
      console.error("error: no such disk");
      Deno.exit(1);
    }
    Deno.writeTextFileSync(Deno.env.get("ORDER"), \` \${value}\`, { append: true });
    console.log(JSON.stringify({ figures: [{ name: "speed", unit: "s", value }] }));`,
  );
  await commit(2);
  await commit(3);
}
const code = await failPlainly(() => compare(folder, [{ name, args: [] }], revision, 2));
const checkouts = (await git(folder, "worktree", "list")).out.split("\n").length;
console.log(`order${await Deno.readTextFile(order)}`);
console.log(`checkouts ${checkouts}, exit ${code}`);
Deno.exit(code);
