import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { testWith } from "../permission.ts";
import { outcome, program } from "./experiment_process.ts";

const NEEDS = { read: true, write: true, run: true };

const SWEEP = {
  title: "Two lengths",
  target: 0.3,
  base: { experiment: "iid", data: "digits", sample: 400, clients: 3, rounds: 2, workers: 2 },
  axes: { length: [{ name: "short" }, { name: "long", rounds: 15 }] },
};

/** `deno task sweep`'s program with what its task grants. */
function sweep(...args: string[]): Deno.ChildProcess {
  return program("sweep", ...args).spawn();
}

testWith(NEEDS, "a sweep writes table, page and charts; killed, it does only what is missing", async () => {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  const file = join(folder, "s.json"), out = join(folder, "out");
  await Deno.writeTextFile(file, JSON.stringify(SWEEP));
  const child = sweep(file, "--out", out);
  const finished = async () => {
    const names: string[] = [];
    try {
      for await (const { name } of Deno.readDir(join(out, "runs"))) {
        if (name.endsWith(".json")) names.push(name);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    return names;
  };
  while ((await finished()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGINT");
  const killed = await outcome(child);
  assertEquals([killed.code, killed.err], [130, ""]);
  assertStringIncludes(killed.out, "call it again and it goes on");
  const [first] = await finished(), before = await Deno.stat(join(out, "runs", first));
  const rest = await outcome(sweep(file, "--out", out));
  assertEquals([rest.code, rest.err], [0, ""]);
  assert(!rest.out.includes("[1/2]"), "the finished run is not done again");
  assertStringIncludes(rest.out, "2 of 2 runs");
  assertEquals((await Deno.stat(join(out, "runs", first))).mtime, before.mtime);
  assertEquals((await finished()).length, 2);
  for (
    const name of ["report.html", "sweep.md", "sweep.csv", "sweep.json", "charts/accuracy-against-round.svg"]
  ) {
    assert((await Deno.stat(join(out, name))).size > 0, name);
  }
  await Deno.remove(folder, { recursive: true });
});

testWith(NEEDS, "a sweep that is none is one plain line on stderr", async () => {
  const { code, err } = await outcome(sweep("no/such/sweep.json"));
  assertEquals(code, 1);
  assertStringIncludes(err, "error: There is no file no/such/sweep.json.");
});
