import { assertEquals, assertMatch } from "@std/assert";
import { type MachineFacts, slowPaths } from "../../lib/engine/mod.ts";

const FAST: MachineFacts = { simd: "relaxed", sharedMemory: true, workers: 2, cores: 2 };

Deno.test("where everything is fast nothing is said", () => {
  assertEquals(slowPaths(FAST), []);
  assertEquals(slowPaths({ ...FAST, workers: 1, cores: 64 }), []);
});

Deno.test("each slow path is told in one sentence that says what to do", () => {
  const told = (facts: Partial<MachineFacts>) => slowPaths({ ...FAST, ...facts });
  const [plain, ...more] = told({ simd: "plain" });
  assertMatch(
    plain,
    /^Multiplication and addition are not fused here, .*1\.2 times as long.*needs FMA3.*relaxed SIMD/,
  );
  assertEquals(more, []);
  assertMatch(
    told({ sharedMemory: false }).join("\n"),
    /^There is no shared memory here, .*Cross-Origin-Opener-Policy: same-origin/,
  );
  assertEquals(told({ workers: 8 }), [
    "8 workers share 2 cores, which is no faster than 2 workers and takes more memory: ask for fewer.",
  ]);
  assertEquals(told({ cores: 1 }), [
    "2 workers share one core, which is no faster than one worker and takes more memory: ask for fewer.",
  ]);
  assertEquals(told({ simd: "plain", sharedMemory: false, workers: 3 }).length, 3);
});
