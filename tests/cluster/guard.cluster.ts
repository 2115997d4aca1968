import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { ensureFlower, ROOT } from "../../cluster/environment.ts";
import { stopAll } from "../../cluster/guarded.ts";
import { openState } from "../../cluster/state.ts";
import { descendants, processes, until } from "./processes.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";

/** A program that starts another, in a session of its own, which ignores a polite end. */
const FAMILY = `
import subprocess, sys, time
subprocess.Popen(
    [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(999)", MARK],
    start_new_session=True,
)
time.sleep(999)
`;

/** A process that has a guarded family, marked, and waits. */
async function asker(folder: string, mark: string): Promise<Deno.ChildProcess> {
  const program = FAMILY.replace("MARK", JSON.stringify(mark));
  const code = `
    import { startGuarded } from ${JSON.stringify(join(ROOT, "cluster", "guarded.ts"))};
    import { ensureFlower } from ${JSON.stringify(join(ROOT, "cluster", "environment.ts"))};
    import { openState } from ${JSON.stringify(join(ROOT, "cluster", "state.ts"))};
    const state = await openState(${JSON.stringify(folder)});
    const args = ["-c", ${JSON.stringify(program)}, ${JSON.stringify(mark)}];
    Deno.exit(await startGuarded(await ensureFlower(), state, "family", "python", args).code);
  `;
  const child = new Deno.Command(Deno.execPath(), { args: ["eval", ...WHOLE_LOCK, code], cwd: ROOT }).spawn();
  await until("the family", 120, () => marked(mark).length >= 5);
  return child;
}

/** The asker, its two guards, the program and what that has started. */
function marked(mark: string) {
  return processes().filter(({ args }) => args.includes(mark));
}

const ENDS: [string, (asker: Deno.ChildProcess, folder: string) => Promise<number>][] = [
  ["kill -9 of who asked", async (asker) => {
    asker.kill("SIGKILL");
    return (await asker.status).code;
  }],
  ["cluster down", async (asker, folder) => {
    await stopAll(await ensureFlower(), await openState(folder), ["family"]);
    return (await asker.status).code;
  }],
  ...["outer", "inner"].map((which): (typeof ENDS)[number] => [
    `kill -9 of the ${which} guard`,
    async (asker) => {
      const [guard] = descendants(asker.pid).filter(({ args }) =>
        args.includes("guard.py") && args.includes("--inner") === (which === "inner")
      );
      Deno.kill(guard.pid, "SIGKILL");
      return (await asker.status).code;
    },
  ]),
];

for (const [[what, end], code] of ENDS.map((end, i) => [end, [137, 143, 137, 137][i]] as const)) {
  Deno.test(`${what} leaves nothing of a guarded program and all it has started`, async () => {
    await Deno.mkdir("runs", { recursive: true });
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-guard-" });
    const mark = `mark-${crypto.randomUUID()}`;
    assertEquals(await end(await asker(folder, mark), folder), code);
    await until("the end of all", 60, () => marked(mark).length === 0);
    assertEquals(Array.from(Deno.readDirSync(join(folder, "processes")), ({ name }) => name), ["family.log"]);
    await Deno.remove(folder, { recursive: true });
  });
}
