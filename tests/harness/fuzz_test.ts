import { assert, assertEquals } from "@std/assert";
import { caseOf, fuzz } from "../../harness/fuzz/fuzz.ts";
import { targetsIn } from "../../harness/fuzz/targets.ts";
import type { Target } from "../../harness/fuzz/target.ts";
import { testWith } from "../permission.ts";

const CASES = 150;

/** RAR's library lies in the package cache, which this test may not be allowed to read. */
const names = targetsIn(".").map(({ name }) => name).filter((name) => name !== "archive case.rar");

for (const name of names) {
  testWith(
    { read: true, write: true },
    `damaged and hostile inputs are read or refused in words: ${name}`,
    async () => {
      await Deno.mkdir("runs", { recursive: true });
      const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
      try {
        const target = targetsIn(folder).find((one) => one.name === name)!;
        const { read, refused, failures } = await fuzz(target, CASES, 2);
        assertEquals(failures, []);
        assertEquals(read + refused, CASES);
        assert(read > 0 && refused > 0, `${read} read, ${refused} refused`);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  );
}

Deno.test("the fuzzer finds what is not refused in words, and gives the case again by its number", async () => {
  const target: Target = {
    name: "brittle",
    inputs: () => [new TextEncoder().encode("abc 12"), new TextEncoder().encode("abd 34")],
    tokens: ["!"],
    refusals: [RangeError],
    memory: 1e9,
    largest: () => [],
    read(bytes) {
      if (bytes.includes(0x21)) throw new TypeError("a bang");
      if (bytes.length < 3) throw new RangeError("too short");
    },
  };
  const { failures, read, refused } = await fuzz(target, 300, 1);
  assert(failures.length > 0 && read > 0 && refused > 0);
  const inputs = await target.inputs();
  for (const { number } of failures) assert(caseOf(target, inputs, 1, number).includes(0x21));
});
