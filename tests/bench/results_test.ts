import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { basename, dirname, fromFileUrl, join } from "@std/path";
import { testWith } from "../permission.ts";
import { busyBetween } from "../../bench/busy_cores.ts";
import { asked, comparedWith, CONTENDERS, withCompared } from "../../bench/peers/contenders.ts";
import { merged, ratio, type Result, type Results, withRatios } from "../../bench/peers/results.ts";
import { resultsChart } from "../../bench/peers/results_chart.ts";
import { resultsText } from "../../bench/peers/results_text.ts";
import { KEPT_MEMORY } from "../../bench/peers/kept_memory.ts";
import { spread } from "../../bench/spread.ts";
import { spreadText } from "../../bench/spread_text.ts";
import { UsageError } from "../../lib/errors/mod.ts";

/** Runs of a contender that took these times, the processors twice as long. */
function result(name: string, times: readonly number[], date = "2026-01-31"): Result {
  const { title, group, settings, triedFor } = CONTENDERS.find((one) => one.name === name)!;
  const repeats = times.map((time) => ({
    time,
    processor: 2 * time,
    firstStepSeconds: 1,
    peakBytes: 2e8,
    busyCores: time / 100,
  }));
  return { name, title, group, settings, triedFor, date, repeats, versions: { [title]: "1.0" } };
}

function resultsOf(results: readonly Result[], changes: Partial<Results> = {}): Results {
  return {
    machine: { processor: "Abacus", cores: 2, memoryBytes: 2 ** 33, system: "linux x86_64", load: 0.25 },
    command: "deno task bench peers",
    images: 1000,
    pinned: true,
    results: withRatios(results),
    missing: [],
    ...changes,
  };
}

Deno.test("spread gives the median of odd and even many values, and the extremes", () => {
  assertEquals(spread([3, 1, 10]), { median: 3, min: 1, max: 10 });
  assertEquals(spread([4, 1, 3, 10]), { median: 3.5, min: 1, max: 10 });
  assertEquals(spreadText(spread([7.812])), "7.81");
  assertEquals(spreadText(spread([0.03124, 1204.4, 2])), "2.00 (0.0312–1204)");
});

Deno.test("ratios are of runs side by side, ours over the other of the same group", () => {
  const ours = result("ours-experiment", [1, 2, 3]);
  const peer = result("pfl-experiment", [2, 8, 3]);
  const elsewhere = result("ours-step", [100, 100, 100]);
  const [, first, second] = withRatios([elsewhere, ours, peer]);
  // 1/2, 2/8, 3/3: not the ratio of the medians, 2/3
  assertEquals(ratio(second), { median: 0.5, min: 0.25, max: 1 });
  assertEquals(ratio(second, "processor"), { median: 0.5, min: 0.25, max: 1 });
  assertEquals(ratio(first), undefined);
  assertEquals(ratio(withRatios([peer])[0]), undefined);
  const withoutProcessor = {
    ...peer,
    repeats: peer.repeats.map((one) => ({ ...one, processor: undefined })),
  };
  const [, third] = withRatios([ours, withoutProcessor]);
  assertEquals([ratio(third)?.median, ratio(third, "processor")], [0.5, undefined]);
});

Deno.test("another setting is compared with the one in use, not with ours", () => {
  const results = withRatios([
    result("ours-experiment", [1]),
    result("pfl-experiment", [4]),
    result("pfl-experiment-xla", [16]),
  ]);
  assertEquals(ratio(results[2])?.median, 0.25);
});

Deno.test("contenders have names of their own, and each is compared with one of its group", () => {
  const names = CONTENDERS.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const contender of CONTENDERS) {
    const other = comparedWith(contender);
    assertEquals(other === undefined, contender.title === "FedInk", contender.name);
    if (!other) continue;
    assertEquals(other.group, contender.group);
    assertEquals(other.title, contender.triedFor === undefined ? "FedInk" : contender.title);
    assertEquals(other.triedFor, undefined);
  }
});

testWith(
  { read: true },
  "each Python peer has its script, the flags it is given, and its requirements",
  async () => {
    const folder = fromFileUrl(new URL("../../bench/peers", import.meta.url));
    const read = (name: string) => Deno.readTextFile(join(folder, name));
    for (const { name, group, requirements, command } of CONTENDERS) {
      if (requirements === undefined) continue;
      const words = command({ images: 1000, rounds: 7 });
      const script = words.findIndex((word) => word.endsWith(".py"));
      assertEquals(words[script - 1], join(folder, ".venv", requirements, "bin", "python"), name);
      assertEquals(dirname(words[script]), folder);
      const common = group === "experiment" ? "experiment_report.py" : "step_report.py";
      const known = await read(basename(words[script])) + await read(common);
      for (const flag of words.slice(script).filter((word) => word.startsWith("--"))) {
        assertStringIncludes(known, `"${flag}"`, name);
      }
      if (group === "experiment") assertEquals(words[words.indexOf("--rounds") + 1], "7", name);
      assertStringIncludes(await read(`requirements/${requirements}.txt`), "--hash=sha256:");
    }
  },
);

Deno.test("a peer that gives memory back runs without each variable that keeps it", () => {
  const [inUse, other] = ["torch-step", "torch-step-gives-back"].map((name) =>
    CONTENDERS.find((one) => one.name === name)!.command({ images: 1, rounds: 1 })
  );
  const unset = Object.keys(KEPT_MEMORY).flatMap((name) => ["-u", name]);
  assertEquals(other, ["env", ...unset, ...inUse]);
});

Deno.test("asked() and withCompared() take those named with all that they are compared with, in the order of the tables", () => {
  const names = (only: string, settings = false) =>
    withCompared(asked(only, settings)).map(({ name }) => name);
  assertEquals(names("keras-step,flower-experiment"), [
    "ours-experiment",
    "flower-experiment",
    "ours-step",
    "keras-step",
  ]);
  assertEquals(names("pfl-experiment-xla"), ["ours-experiment", "pfl-experiment", "pfl-experiment-xla"]);
  assert(
    [...asked("", false)].every((name) =>
      CONTENDERS.find((one) => one.name === name)!.triedFor === undefined
    ),
  );
  assert(names("", false).includes("fedjax-experiment"));
  const settings = names("", true);
  for (const { name, triedFor } of CONTENDERS) {
    if (triedFor !== undefined) assert(settings.includes(name) && settings.includes(triedFor), name);
  }
  assert(!settings.includes("tfjs-step"));
  assertThrows(() => asked("keras", false), UsageError, "keras-step, keras-step-xla");
  assertThrows(() => asked("keras-step", true), UsageError, "give one");
});

Deno.test("a partial run keeps the other rows, in the order of the tables", () => {
  const order = ["ours-experiment", "flower-experiment", "pfl-experiment", "keras-step"];
  const old = resultsOf([
    result("ours-experiment", [1]),
    result("pfl-experiment", [2]),
    result("keras-step", [5]),
  ], {
    missing: [
      { name: "flower-experiment", title: "Flower", group: "experiment", reason: "old" },
      { name: "gone", title: "Gone", group: "experiment", reason: "no longer there" },
    ],
  });
  const fresh = resultsOf([result("ours-experiment", [3]), result("flower-experiment", [6])]);
  const both = merged(old, fresh, new Set(["flower-experiment"]), order);
  assertEquals(both.results.map(({ name, repeats }) => [name, repeats[0].time]), [
    ["ours-experiment", 1],
    ["flower-experiment", 6],
    ["pfl-experiment", 2],
    ["keras-step", 5],
  ]);
  // of neighbouring runs, not of today's and an earlier one
  assertEquals(both.results.map((one) => ratio(one)?.median), [undefined, 0.5, 0.5, undefined]);
  assertEquals(both.missing, []);
  const named = merged(old, fresh, new Set(["ours-experiment", "flower-experiment"]), order);
  assertEquals(named.results[0].repeats[0].time, 3);
  assertEquals(merged(undefined, fresh, new Set(), order), fresh);
});

Deno.test("rows of another machine or of other amounts are not kept", () => {
  const fresh = resultsOf([result("ours-experiment", [3])]);
  const old = resultsOf([result("pfl-experiment", [2])]);
  const { machine } = old;
  for (
    const changes of [
      { images: 2000 },
      { pinned: false },
      { machine: { ...machine, cores: 4 } },
      { machine: { ...machine, processor: "Other" } },
      { machine: { ...machine, system: "darwin aarch64" } },
    ]
  ) {
    assertEquals(
      merged({ ...old, ...changes }, fresh, new Set(["ours-experiment"]), [
        "pfl-experiment",
        "ours-experiment",
      ]),
      fresh,
    );
  }
});

Deno.test("the text of the results has a table for each group that ran and names who did not", () => {
  const all = resultsOf(
    [
      result("ours-experiment", [1.5]),
      result("pfl-experiment", [3]),
      result("pfl-experiment-one", [4], "2026-02-01"),
    ],
    {
      missing: [{ name: "x", title: "Other", group: "step on one core", reason: "python3 is not installed" }],
    },
  );
  const text = resultsText(all);
  assertStringIncludes(text, "900 drawn images dealt at random, 100 to test");
  assertStringIncludes(text, "| pfl-research |      3.00 |       0.500 |        6.00 |       0.500 |");
  assertStringIncludes(text, "\n- pfl-research: on TensorFlow, two processes");
  assertStringIncludes(
    text,
    "| pfl-research | experiment | one process of two threads | 4.00 |               0.750 |",
  );
  assertStringIncludes(text, "Not run: Other, step on one core: python3 is not installed");
  assertStringIncludes(text, "In the half second before each run 0.0300 (0.0150–0.0400) cores were busy");
  assertStringIncludes(
    text,
    "2026-01-31 (ours-experiment, pfl-experiment), 2026-02-01 (pfl-experiment-one), " +
      "Abacus, 2 cores, 8 GB, linux x86_64; load before the run 0.25. FedInk 1.0, pfl-research 1.0.",
  );
  assertEquals(text.includes("One training step"), false);
  const plain = resultsText(resultsOf([result("ours-experiment", [1.5])]));
  assertEquals(plain.includes("Settings tried"), false);
  assertStringIncludes(plain, "\n2026-01-31, Abacus");
});

Deno.test("the chart shows peers at their best settings, the fastest first", () => {
  const { data } = resultsChart(withRatios([
    result("ours-experiment", [1]),
    result("flower-experiment", [3]),
    result("pfl-experiment", [2]),
    result("pfl-experiment-xla", [9]),
  ]));
  const { x, y } = data[0] as unknown as { x: number[]; y: string[] };
  assertEquals(x, [2, 3]);
  assertEquals(y, ["pfl-research · the whole experiment", "Flower + Keras · the whole experiment"]);
});

Deno.test("busy cores are the shares of the time that each core has worked, added up", () => {
  const before = [{ busy: 100, idle: 100 }, { busy: 0, idle: 50 }];
  const after = [{ busy: 150, idle: 150 }, { busy: 100, idle: 50 }];
  assertEquals(busyBetween(before, after), 1.5);
  assertEquals(busyBetween(before, before), 0);
});
