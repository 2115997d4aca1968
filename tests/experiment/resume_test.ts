import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { killAndResume } from "../../harness/kill_and_resume.ts";
import { outcomeOf } from "../../harness/outcome.ts";
import { testWith } from "../permission.ts";
import { experiment, outcome, permitted } from "../commands/experiment_process.ts";
import { withTemporaryFolder } from "../temporary.ts";

const NEEDS = { read: true, write: true, run: true };
const SMALL = ["iid", "--data", "digits", "--sample", "200", "--clients", "2", "--workers", "1"];

/** Waits until a run has written a checkpoint. */
async function firstCheckpoint(folder: string): Promise<void> {
  const some = async () => {
    try {
      for await (const { name } of Deno.readDir(join(folder, "checkpoints"))) {
        if (name.endsWith(".checkpoint")) return true;
      }
    } catch { /* not made yet */ }
    return false;
  };
  while (!(await some())) await new Promise((done) => setTimeout(done, 20));
}

testWith(
  NEEDS,
  "killed at random times and resumed, a run ends with the bytes of an unbroken one",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const args = [...SMALL, "--rounds", "4", "--strategy", "fedavgm", "--up", "top:0.1+feedback"];
      const report = await killAndResume({ args, folder, kills: 3, seed: 1 });
      assertEquals(report.kills, 3);
      assert(report.finished >= 1);
    });
  },
);

testWith(
  NEEDS,
  "on SIGTERM a run ends in order, and --resume brings it to the bytes of an unbroken one",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const whole = join(folder, "whole"),
        broken = join(folder, "broken"),
        args = [...SMALL, "--rounds", "8"];
      assertEquals((await outcome(experiment(...args, "--out", whole).spawn())).err, "");
      const child = experiment(...args, "--out", broken).spawn();
      await firstCheckpoint(broken);
      child.kill("SIGTERM");
      const stopped = await outcome(child);
      assertEquals([stopped.code, stopped.err], [143, ""]);
      assert(stopped.out.endsWith(`To go on:\n  deno task experiment --resume ${broken}\n`), stopped.out);
      const resumed = await outcome(experiment("--resume", broken).spawn());
      assertEquals([resumed.code, resumed.err], [0, ""]);
      assertStringIncludes(resumed.out, "iid goes on after round ");
      assertEquals(await outcomeOf(broken), await outcomeOf(whole));
    });
  },
);

testWith(
  NEEDS,
  "a second run into a folder is refused while the first lives, and not after it was killed",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const child = experiment(...SMALL, "--rounds", "100000", "--out", folder).spawn();
      await firstCheckpoint(folder);
      for (const args of [[...SMALL, "--out", folder], ["--resume", folder]]) {
        const { code, err } = await outcome(experiment(...args).spawn());
        assertEquals(code, 1);
        assertStringIncludes(err, `Another run is writing into ${folder}`);
      }
      child.kill("SIGKILL");
      await outcome(child);
      const { code, err } = await outcome(
        experiment(...SMALL, "--rounds", "1", "--out", folder, "--force").spawn(),
      );
      assertEquals([code, err], [0, ""]);
    });
  },
);

testWith(
  NEEDS,
  "a full disk is one plain line; with room again the run goes on from the last round",
  async () => {
    if (Deno.build.os !== "linux") return;
    await withTemporaryFolder(async (folder) => {
      const args = [...SMALL, "--rounds", "3", "--out", folder];
      assertEquals((await outcome(experiment(...args).spawn())).err, "");
      const expected = await outcomeOf(folder);
      const last = join(folder, "checkpoints", "iid-seed1-round3.checkpoint");
      await Deno.remove(last);
      // Linux's device that is always full stands where the checkpoint is written; Deno lets nobody use it who is not
      // granted everything.
      await new Deno.Command(Deno.execPath(), {
        args: ["eval", `Deno.symlinkSync("/dev/full", ${JSON.stringify(`${last}.part`)})`],
      }).output();
      const full = await outcome(permitted(["--allow-all"], "experiment", "--resume", folder).spawn());
      assertEquals(full.code, 1);
      assertEquals(full.err, `error: ${last} cannot be written: the disk is full.\n`);
      const resumed = await outcome(experiment("--resume", folder).spawn());
      assertEquals([resumed.code, resumed.err], [0, ""]);
      assertStringIncludes(resumed.out, "iid goes on after round 2 of 3");
      assertEquals(await outcomeOf(folder), expected);
    });
  },
);

testWith(NEEDS, "--resume without a run, or with other settings, is one plain line", async () => {
  const missing = await outcome(experiment("--resume", "runs/no-such-run").spawn());
  assertEquals(missing.code, 1);
  assertStringIncludes(missing.err, "no file runs/no-such-run/config.json");
  const more = await outcome(experiment("--resume", "runs/no-such-run", "--clients", "3").spawn());
  assertEquals(more.code, 1);
  assertStringIncludes(more.err, "only --rounds and --workers can be given, got --clients");
});

testWith(NEEDS, "a run whose strategy's own file has changed does not go on", async () => {
  await withTemporaryFolder(async (folder) => {
    const file = join(folder, "mine.ts"), out = join(folder, "out");
    const strategy = (name: string) => Deno.writeTextFile(file, `export default { name: "${name}" };`);
    await strategy("mine");
    const made = await outcome(
      experiment(...SMALL, "--rounds", "1", "--strategy", `./${file}`, "--out", out).spawn(),
    );
    assertEquals(made.err, "");
    await strategy("other");
    const refused = await outcome(experiment("--resume", out).spawn());
    assertEquals(refused.code, 1);
    assertStringIncludes(
      refused.err,
      `is of another configuration: the strategy's file has changed (./${file})`,
    );
  });
});
