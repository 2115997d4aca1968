import { assertEquals, assertStringIncludes } from "@std/assert";
import { ratio, type Result } from "../../bench/peers/results.ts";
import { resultsText } from "../../bench/peers/results_text.ts";
import { spread } from "../../bench/spread.ts";
import { spreadText } from "../../bench/spread_text.ts";

function result(title: string, group: Result["group"], times: readonly number[]): Result {
  const repeats = times.map((time) => ({ time, firstStepSeconds: 1, peakBytes: 2e8 }));
  return { name: title, title, group, repeats, versions: { [title]: "1.0" } };
}

Deno.test("spread gives the median of odd and even many values, and the extremes", () => {
  assertEquals(spread([3, 1, 10]), { median: 3, min: 1, max: 10 });
  assertEquals(spread([4, 1, 3, 10]), { median: 3.5, min: 1, max: 10 });
  assertEquals(spreadText(spread([7.812])), "7.81");
  assertEquals(spreadText(spread([0.03124, 1204.4, 2])), "2.00 (0.0312–1204)");
});

Deno.test("ratios are of runs side by side, ours over the other of the same group", () => {
  const ours = result("FedInk", "experiment", [1, 2, 3]);
  const peer = result("Peer", "experiment", [2, 8, 3]);
  const elsewhere = result("FedInk", "step on one core", [100, 100, 100]);
  // 1/2, 2/8, 3/3: not the ratio of the medians, 2/3
  assertEquals(ratio([elsewhere, ours, peer], peer), { median: 0.5, min: 0.25, max: 1 });
  assertEquals(ratio([ours, peer], ours), undefined);
  assertEquals(ratio([peer], peer), undefined);
});

Deno.test("the text of the results has a table for each group that ran and names who did not", () => {
  const text = resultsText({
    date: "2026-01-31",
    machine: { processor: "Abacus", cores: 2, memoryBytes: 2 ** 33, system: "linux x86_64", load: 0.25 },
    command: "deno task bench peers",
    images: 1000,
    pinned: true,
    results: [result("FedInk", "experiment", [1.5]), result("Peer", "experiment", [3])],
    missing: [{ name: "x", title: "Other", group: "step on one core", reason: "python3 is not installed" }],
  });
  assertStringIncludes(text, "900 drawn images dealt at random, 100 to test");
  assertStringIncludes(text, "| Peer   |      3.00 |       0.500 |");
  assertStringIncludes(text, "Not run: Other, step on one core: python3 is not installed");
  assertStringIncludes(
    text,
    "Abacus, 2 cores, 8 GB, linux x86_64; load before the run 0.25. FedInk 1.0, Peer 1.0.",
  );
  assertEquals(text.includes("One training step"), false);
});
