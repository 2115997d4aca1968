import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { Summary } from "../../lib/experiment/mod.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { experiment, outcome, permitted } from "./experiment_process.ts";
import { programFlags } from "../../scripts/task_flags.ts";

const NEEDS = { read: true, write: true, run: true };
const SMALL = ["iid", "--sample", "60", "--clients", "2", "--rounds", "1", "--out"];

/** A command on a processor that lacks what V8 is told not to use. */
function onProcessorWithout(extension: string, command: string, ...args: string[]) {
  const flags = [...programFlags(`commands/${command}.ts`), `--v8-flags=--no-enable-${extension}`];
  return outcome(permitted(flags, command, ...args).spawn());
}

if (Deno.build.arch === "x86_64") {
  testWith(NEEDS, "slow paths are told once each, and a run's vector instructions stay with it", async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, "run"), workers = navigator.hardwareConcurrency + 1;
      const { code, err } = await onProcessorWithout(
        "fma3",
        "experiment",
        ...SMALL,
        folder,
        "--workers",
        `${workers}`,
      );
      assertEquals(code, 0);
      const told = new RegExp(
        `^Multiplication and addition are not fused here, .*\n${workers} workers share .*: ask for fewer\\.\n$`,
      );
      assertMatch(err, told);
      const summary: Summary = JSON.parse(await Deno.readTextFile(join(folder, "summary.json")));
      assertEquals(summary.simd, "plain");
      const resumed = await outcome(experiment("--resume", folder, "--rounds", "2").spawn());
      assertEquals(resumed.code, 1);
      assertStringIncludes(resumed.err, "it was trained with plain SIMD, this machine has relaxed");
    });
  });

  testWith(NEEDS, "a machine without SIMD is refused with the reason, and nothing is left", async () => {
    await withTemporaryFolder(async (parent) => {
      const commands = [
        ["experiment", ...SMALL, join(parent, "run")],
        ["sweep", "sweeps/strategies.json", "--out", join(parent, "sweep")],
        ["evaluate", join(parent, "run")],
        ["predict", join(parent, "photo.jpg")],
      ];
      for (const [command, ...args] of commands) {
        const { code, out, err } = await onProcessorWithout("sse4-1", command, ...args);
        assertEquals([code, out], [1, ""]);
        assertMatch(err, /^error: This machine has no vector instructions for WebAssembly, .*\n$/);
      }
      assertEquals(Array.from(Deno.readDirSync(parent)), []);
    });
  });
}
