import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";
import { taskFlags } from "../../scripts/task_flags.ts";
import { ROOT } from "../documents.ts";
import { testWith } from "../permission.ts";

// V8's flags turn instructions of Intel and AMD off.
if (Deno.build.arch === "x86_64" && Deno.build.os !== "windows") {
  testWith(
    { read: true, run: true },
    "harness:machines tells a machine that does not fuse from this one, by the relaxed kernels alone",
    async () => {
      const { code, stdout } = await new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          ...WHOLE_LOCK,
          ...taskFlags("harness:machines"),
          join(ROOT, "harness/machines_main.ts"),
          "env",
          "DENO_V8_FLAGS=--no-enable-fma3",
          Deno.execPath(),
        ],
        cwd: ROOT,
      }).output();
      const [, ...lines] = new TextDecoder().decode(stdout).trimEnd().split("\n");
      assertEquals(lines.map((line) => [line.includes("OTHER BYTES"), line.includes("relaxed")]), [
        [false, false],
        [false, false],
        [true, true],
        [true, true],
        [false, false],
        [false, false],
      ]);
      assertEquals(code, 1);
    },
  );
}
