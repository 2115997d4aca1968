import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { compareRuns, type KeptRun, type Settings } from "../../lib/experiment/mod.ts";
import { readKeptRun } from "../../lib/experiment/results/kept_run.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { rounded } from "./hand_made_runs.ts";
import { writeRun, type WrittenRun } from "./kept_runs.ts";
import { linesOf } from "./report_page.ts";

const FILES = { read: true, write: true };

/** Compares runs that are written for it, by their names. */
async function comparing(
  runs: Readonly<Record<string, WrittenRun>>,
  look: (comparison: ReturnType<typeof compareRuns>) => void,
): Promise<void> {
  await withTemporaryFolder((folder) => {
    const kept = Object.entries(runs).map(([name, run]): KeptRun => {
      writeRun(join(folder, name), run);
      return readKeptRun(join(folder, name));
    });
    look(compareRuns(kept));
  });
}

testWith(FILES, "runs are compared by figures worked out by hand", async () => {
  await comparing({
    a: { settings: { rounds: 2, seeds: 2 }, accuracies: { "iid,1": [0.5, 0.3], "iid,2": [0.1, 0.5] } },
    b: {
      settings: { experiment: "compare", rounds: 3, strategy: "fedprox:0.1" },
      accuracies: { "central,1": [0.1, 0.8, 0.7], "iid,1": [0.2, 0.4, 0.6], "non-iid,1": [0.25] },
      files: { "checkpoints/one": "" },
    },
  }, ({ figure, table, settings, warnings }) => {
    assertEquals(rounded(linesOf(figure)), [
      ["a", [1, 2], [0.3, 0.4]],
      ["b: central", [1, 2, 3], [0.1, 0.8, 0.7]],
      ["b: iid", [1, 2, 3], [0.2, 0.4, 0.6]],
      ["b: non-iid", [1], [0.25]],
    ]);
    assertEquals(figure.data.filter(({ fill }) => fill === "toself").map(({ name }) => name), ["a"]);
    assertEquals(table.rows, [
      ["a", "1, 2", "2/2", "40.0 % (30.0 %–50.0 %)", "50.0 % (1, 2)", "3.0", "6.0", "30.0", "3"],
      ["b: central", "1", "3/3", "70.0 %", "80.0 % (2)", "6.0", "12.0", "60.0", "6"],
      ["b: iid", "1", "3/3", "60.0 %", "60.0 % (3)", "6.0", "12.0", "60.0", "6"],
      ["b: non-iid", "1", "1/3", "25.0 %", "25.0 % (1)", "1.0", "2.0", "10.0", "1"],
    ]);
    assertEquals(settings.columns, ["setting", "a", "b"]);
    assertEquals(settings.rows, [
      ["experiment", "iid", "compare"],
      ["--rounds", "2", "3"],
      ["--strategy", "fedavg", "fedprox:0.1"],
      ["--seeds", "2", "1"],
    ]);
    assertEquals(warnings, ["b is not finished: stopped, resumable."]);
  });
});

testWith(FILES, "runs that were tested on other images are said not to be comparable", async () => {
  const warned = async (one: Settings, other: Settings): Promise<readonly string[]> => {
    let found: readonly string[] = [];
    const run = (settings: Settings): WrittenRun => {
      const { experiment = "iid", seed = 1 } = settings;
      return { settings: { rounds: 1, ...settings }, accuracies: { [`${experiment},${seed}`]: [0.5] } };
    };
    await comparing({ a: run(one), b: run(other) }, ({ warnings }) => found = warnings);
    return found;
  };
  const other = (what: string) => [`b cannot be compared with a, it was tested on other images: ${what}.`];
  assertEquals(await warned({}, { strategy: "fedprox", clients: 5, experiment: "central" }), []);
  assertEquals(
    await warned({}, { data: "digits", sample: 10_000 }),
    other("--data is ink in a and digits in b"),
  );
  assertEquals(await warned({}, { sample: 50 }), other("--sample is 10000 in a and 50 in b"));
  assertEquals(
    await warned({}, { split: "writer:0.1" }),
    other("--split is random:0.1 in a and writer:0.1 in b"),
  );
  assertEquals(await warned({}, { validation: 0.2 }), other("--validation is not set in a and 0.2 in b"));
  // With test images of their own, other training images are no other test.
  assertEquals(await warned({ test: "digits" }, { test: "digits", sample: 50 }), []);
  assertEquals(
    await warned({ test: "digits" }, { test: "ink" }),
    other("--test is digits in a and ink in b"),
  );
  assertEquals(await warned({}, { seed: 2 }), [
    "Their seeds differ, and with them the images drawn and tested on: small differences may be chance.",
  ]);
});
