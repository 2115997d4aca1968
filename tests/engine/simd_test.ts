import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { detectSimd } from "../../lib/engine/mod.ts";
import { join } from "@std/path";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";
import { ROOT } from "../documents.ts";
import { testWith } from "../permission.ts";
import { gradientDigest } from "./gradient_program.ts";

/** The program on a processor that lacks what V8 is told not to use. */
async function onProcessorWithout(extension: string): Promise<{ out: string; err: string }> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...WHOLE_LOCK,
      "--quiet",
      `--v8-flags=--no-enable-${extension}`,
      join(ROOT, "tests/engine/gradient_program.ts"),
    ],
    env: { NO_COLOR: "1" },
  }).output();
  return { out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

Deno.test("Deno has relaxed SIMD, and both kinds of kernels run on it, with other last digits", async () => {
  assertEquals(detectSimd(), "relaxed");
  assertNotEquals(await gradientDigest("relaxed"), await gradientDigest("plain"));
});

// V8's flags turn instructions of Intel and AMD off; Arm's processors have all that is needed.
if (Deno.build.arch === "x86_64") {
  testWith(
    { read: true, run: true },
    "without FMA3 relaxed SIMD does not fuse: it is called plain, and its bytes are those of plain SIMD",
    async () => {
      const plain = await gradientDigest("plain");
      const { out } = await onProcessorWithout("fma3");
      assertEquals(JSON.parse(out), { simd: "plain", relaxed: plain, plain });
    },
  );

  testWith({ read: true, run: true }, "without SIMD the reason is told", async () => {
    const { out, err } = await onProcessorWithout("sse4-1");
    assertEquals(out, "");
    assertStringIncludes(err, "UnsupportedError: This machine has no vector instructions for WebAssembly");
  });
}
