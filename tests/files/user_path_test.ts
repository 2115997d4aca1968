import { assertEquals, assertStringIncludes } from "@std/assert";
import { join, resolve } from "@std/path";
import { encode } from "fast-png";
import { loadData } from "../../lib/data/mod.ts";
import { testWith } from "../permission.ts";
import { outcome } from "../commands/experiment_process.ts";
import { withTemporaryFolder } from "../temporary.ts";

const NEEDS = { read: true, write: true, run: true };

/** `deno task` of somebody who stands in `folder`. */
function taskFrom(folder: string, ...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...args],
    cwd: folder,
    env: { INIT_CWD: resolve(folder), NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
}

testWith(NEEDS, "a run's paths begin where the user stands: config, strategy, out, resume", async () => {
  await loadData("digits", { seed: 1 }); // the tasks' lock files lack the package, and find the images in the cache
  await withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(
      join(folder, "small.json"),
      JSON.stringify({ data: "digits", sample: 100, clients: 2, rounds: 1, workers: 1 }),
    );
    await Deno.writeTextFile(join(folder, "mine.ts"), 'export default { name: "mine" };');
    const flags = ["--config", "small.json", "--strategy", "./mine.ts", "--out", "out"];
    const made = await outcome(taskFrom(folder, "experiment", "iid", ...flags).spawn());
    assertEquals([made.code, made.err], [0, ""]);
    assertStringIncludes(made.out, `Open ${resolve(folder, "out", "report.html")}`);
    const saved = JSON.parse(await Deno.readTextFile(join(folder, "out", "config.json")));
    assertEquals(saved.strategy, resolve(folder, "mine.ts"));
    const tested = await outcome(
      taskFrom(folder, "evaluate", "out/model", "--data", "digits", "--json").spawn(),
    );
    assertEquals(tested.err, "");
    const resumed = await outcome(taskFrom(folder, "experiment", "--resume", "out").spawn());
    assertEquals([resumed.code, resumed.err], [0, ""]);
  });
});

testWith(NEEDS, "data shows a folder where the user stands, and leaves its sheet there", async () => {
  await withTemporaryFolder(async (folder) => {
    await Deno.mkdir(join(folder, "symbols", "x"), { recursive: true });
    const data = new Uint8Array(45 * 45).fill(255);
    data.fill(0, 900, 1200);
    for (const i of [1, 2]) {
      await Deno.writeFile(
        join(folder, "symbols", "x", `${i}.png`),
        encode({ width: 45, height: 45, data, channels: 1, depth: 8 }),
      );
    }
    const flags = ["--json", "--out", "sheet.png"];
    const shown = await outcome(taskFrom(folder, "data", "show", "folder:symbols", ...flags).spawn());
    assertEquals(shown.err, "");
    assertEquals(JSON.parse(shown.out).contactSheet, resolve(folder, "sheet.png"));
    assertEquals((await Deno.stat(join(folder, "sheet.png"))).isFile, true);
  });
});

testWith(NEEDS, "what is not where the user stands is told with its whole path", async () => {
  await withTemporaryFolder(async (folder) => {
    const CASES: readonly (readonly [string[], string])[] = [
      [["sweep", "none.json"], "none.json"],
      [["evaluate", "none"], "none/model.json"],
      [["grammar", "--data", "crohme:none.jsonl", "--out", "out"], "none.jsonl"],
      [["predict", "none.png"], "none.png"],
    ];
    const ended = await Promise.all(CASES.map(([args]) => outcome(taskFrom(folder, ...args).spawn())));
    for (const [i, { code, err }] of ended.entries()) {
      assertEquals(code, 1, CASES[i][0].join(" "));
      assertStringIncludes(err, resolve(folder, CASES[i][1]));
    }
  });
});
