import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join, resolve } from "@std/path";
import { loadModel } from "../../lib/model/mod.ts";
import { testWith } from "../permission.ts";
import { hasTerminals, openTerminal, type Terminal } from "./terminal.ts";
import { withTemporaryFolder } from "../temporary.ts";

const NEEDS = { read: true, write: true, run: true };

/** A test in a folder of its own, skipped by name where there are no terminals to be had. */
async function testInTerminal(name: string, run: (folder: string) => Promise<void>): Promise<void> {
  const canRun = Deno.permissions.querySync({ name: "run", command: Deno.execPath() }).state === "granted";
  if (canRun && !(await hasTerminals())) {
    return Deno.test({ name: `${name} (skipped: needs util-linux's script)`, ignore: true, fn: () => {} });
  }
  testWith(NEEDS, name, () => withTemporaryFolder(run));
}

/** A task runner of its own with one task, whose program takes its time to stop. */
async function openWaiting(folder: string): Promise<Terminal> {
  const program = resolve("tests/commands/waiting_program.ts");
  await Deno.writeTextFile(
    join(folder, "deno.json"),
    JSON.stringify({ tasks: { wait: `deno run --no-lock "${program}"` } }),
  );
  const terminal = openTerminal(`cd "${folder}" && "${Deno.execPath()}" task wait`);
  await terminal.shows("I wait.");
  return terminal;
}

/** Longer than what counts as one Ctrl-C. */
const LATER = 1300;

const pause = (milliseconds: number) =>
  new Promise<"paused">((done) => setTimeout(done, milliseconds, "paused"));

await testInTerminal(
  "one Ctrl-C, which comes twice, asks to stop; a second one later stops at once",
  async (folder) => {
    await using terminal = await openWaiting(folder);
    await terminal.interrupt();
    await terminal.shows("stopping");
    assertEquals(await Promise.race([terminal.code, pause(LATER)]), "paused", "it goes on stopping in order");
    await terminal.interrupt();
    assertEquals(await Promise.race([terminal.code, pause(20_000)]), 130);
  },
);

/** A run that is bounded, were it not to be stopped. */
const RUN = "iid --sample 100 --clients 2 --workers 1 --rounds 500";

async function openRun(out: string): Promise<Terminal> {
  const terminal = openTerminal(`"${Deno.execPath()}" task experiment ${RUN} --out "${out}"`);
  while (!(await isThere(join(out, "history.csv")))) await Promise.race([terminal.code, pause(50)]);
  return terminal;
}

/** What a run that was stopped in order leaves. */
async function assertKept(out: string): Promise<void> {
  const summary = JSON.parse(await Deno.readTextFile(join(out, "summary.json")));
  assertEquals(summary.stopped, true);
  assert(summary.methods[0].rounds >= 1);
  assertEquals((await loadModel(join(out, "model"))).classes.length, 82);
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

await testInTerminal("Ctrl-C under deno task keeps summary and model", async (folder) => {
  const out = join(folder, "out");
  await using terminal = await openRun(out);
  await terminal.interrupt();
  assertEquals(await terminal.code, 130);
  assertStringIncludes(terminal.shown(), "Stopped early: the finished rounds are kept");
  await assertKept(out);
});

await testInTerminal("a terminal that is closed under deno task keeps summary and model", async (folder) => {
  const out = join(folder, "out");
  await using terminal = await openRun(out);
  await terminal.close();
  while (!(await isThere(join(out, "model", "model.json")))) await pause(50);
  await assertKept(out);
});

/** One client of very many steps: a round of half a minute or more. */
const LONG = "iid --sample 400 --clients 1 --workers 1 --rounds 2 --local-epochs 400 --network linear";

await testInTerminal("a long round of one client tells in the terminal how far it is", async (folder) => {
  const out = join(folder, "out");
  await using terminal = openTerminal(`"${Deno.execPath()}" task experiment ${LONG} --out "${out}"`);
  const told = () => new Set(terminal.shown().match(/round 1: \d+ %/g));
  const ended = terminal.code.then(() => "ended" as const);
  while (told().size < 3) {
    assertEquals(await Promise.race([ended, pause(50)]), "paused", "it tells before it has ended");
  }
  await terminal.interrupt();
  assertEquals(await terminal.code, 130);
});
