import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { comparisonFlags } from "../../bench/compare/comparison_flags.ts";
import { comparisons, type Pair, unmatched, verdict } from "../../bench/compare/ratios.ts";
import { hasFigures, readPair } from "../../bench/compare/read_figures.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";
import { ROOT } from "../documents.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";

const step = (value: number, rounding?: number) => [{ name: "step", unit: "ms", value, rounding }];
type Values = [here: number, base: number][];
const pairs = (...values: Values): Pair[] =>
  values.map(([here, base]) => ({ here: step(here), base: step(base) }));

Deno.test("the ratio is of runs side by side, here over base", () => {
  // 1/2, 6/8, 3/3: not the ratio of the medians, 3/3
  const [{ here, base, ratio }] = comparisons(pairs([1, 2], [6, 8], [3, 3]));
  assertEquals(ratio, { median: 0.75, min: 0.5, max: 1 });
  assertEquals([here, base], [{ median: 3, min: 1, max: 6 }, { median: 3, min: 2, max: 8 }]);
});

Deno.test("a verdict stands only where every pair is on one side of 1", () => {
  const of = (...values: Values) => verdict(comparisons(pairs(...values))[0]);
  assertEquals(of([1.05, 1], [1.04, 1], [1.07, 1]), "5.0 % slower");
  assertEquals(of([0.5, 1], [0.9, 1]), "30 % faster");
  assertEquals(of([1.05, 1], [1.04, 1], [1, 1]), "");
  assertEquals(of([1.5, 1], [0.99, 1]), "");
  const bytes = [{
    here: [{ name: "peak", unit: "MB", value: 90 }],
    base: [{ name: "peak", unit: "MB", value: 100 }],
  }];
  assertEquals(verdict(comparisons(bytes)[0]), "10 % less");
});

Deno.test("a rounded figure is in doubt by half of its last digit", () => {
  const [row] = comparisons([{ here: step(0.003, 0.001), base: step(0.002, 0.001) }]);
  // At most 0.0035 / 0.0015, at least 0.0025 / 0.0025
  assertEquals([row.ratio.median, row.ratio.min, row.ratio.max].map((x) => x.toFixed(6)), [
    "1.500000",
    "1.000000",
    "2.333333",
  ]);
  assertEquals(verdict(row), "");
});

Deno.test("what only one checkout measures is named, and not compared", () => {
  const named = (...names: string[]) => names.map((name) => ({ name, unit: "ms", value: 1 }));
  const both = [{ here: named("a", "new"), base: named("old", "a") }];
  assertEquals(comparisons(both).map(({ name }) => name), ["a"]);
  assertEquals(unmatched(both), { here: ["new"], base: ["old"] });
});

Deno.test("figures are read from the last line: a list, or the least of a step's blocks or of the rounds", () => {
  const figures = [{ name: "a", unit: "s", value: 1 }];
  const read = (output: string) => readPair(output, output).base;
  assertEquals(read(`a table\n${JSON.stringify({ figures })}\n`), figures);
  const values = (report: unknown) => read(JSON.stringify(report)).map(({ name, value }) => [name, value]);
  const times = (...wall: number[]) => ({ wall, cpu: wall.map((value) => value - 1) });
  assertEquals(
    values({ training: times(7, 6, 9), evaluation: times(3, 4), firstStepSeconds: 0.2, versions: {} }),
    [
      ["training step", 6],
      ["training step, processor", 5],
      ["evaluation of a batch", 3],
      ["evaluation of a batch, processor", 2],
      ["first step", 0.2],
    ],
  );
  assertEquals(values({ roundSeconds: [1.2, 1.1], accuracies: [0.3], firstStepSeconds: 0.2, versions: {} }), [
    ["round", 1.1],
    ["first step", 0.2],
  ]);
  assertEquals([hasFigures("no report"), hasFigures(JSON.stringify({ figures }))], [false, true]);
});

Deno.test("figures of the kernels' table, as it was printed before there was a report", () => {
  const table = `\
| kernel        |           sizes | ms a step | GFLOP/s | share of peak |
| ------------- | --------------: | --------: | ------: | ------------: |
| dense_forward | 32 × 2592 × 128 |     0.517 |    41.1 |          62 % |
| adam_step     |                 |     0.173 |         |               |

Machine: 1 core.`;
  const rows = [
    { name: "dense_forward 32 × 2592 × 128", unit: "ms", value: 0.517, rounding: 0.001 },
    { name: "adam_step", unit: "ms", value: 0.173, rounding: 0.001 },
  ];
  const now = `${table}\n${JSON.stringify({ figures: [{ name: "adam_step", unit: "ms", value: 0.16 }] })}`;
  // Where only one of the two has a report, both tables count
  assertEquals(readPair(now, table), { here: rows, base: rows });
  assertEquals(readPair(table, now), { here: rows, base: rows });
  assertEquals(hasFigures(table), true);
});

Deno.test("--compare and --pairs are taken out of a benchmark's arguments", () => {
  assertEquals(comparisonFlags(["step", "--compare", "v1", "--workers", "2"]), {
    base: "v1",
    pairs: 8,
    rest: ["step", "--workers", "2"],
  });
  assertEquals(comparisonFlags(["--compare=main", "--pairs=3"]), { base: "main", pairs: 3, rest: [] });
  assertEquals(comparisonFlags(["cost"]).base, undefined);
  for (
    const args of [["--compare"], ["--compare", "--pairs"], ["--pairs", "3"], [
      "--compare",
      "a",
      "--pairs",
      "0",
    ]]
  ) {
    assertThrows(() => comparisonFlags(args), UsageError);
  }
});

/** In a repository whose benchmark prints 3, 2 in the commit before and 4 in what is not committed. */
async function compareIn(folder: string, benchmark: string, revision: string): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...WHOLE_LOCK,
      "--allow-all",
      join(ROOT, "tests/bench/compare_scratch.ts"),
      folder,
      benchmark,
      revision,
    ],
    env: { NO_COLOR: "1" },
  }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

testWith(
  { read: true, write: true, run: true },
  "two checkouts are compared, and nothing is left",
  async () => {
    await withTemporaryFolder(async (folder) => {
      const before = await compareIn(folder, "speed", "HEAD~1");
      assertStringIncludes(before, "Comparing the working tree with HEAD~1 (");
      assertStringIncludes(before, "| 1.500 (1.500–1.500) | 50 % slower |");
      // A first run of each, then here, base, base, here
      assertStringIncludes(before, "\norder 2 3 3 2 2 3\ncheckouts 1, exit 0\n");
      await Deno.writeTextFile(join(folder, "value.json"), "4");
      const changed = await compareIn(folder, "speed", "HEAD");
      assertStringIncludes(changed, "Comparing the working tree with 1 file not committed with HEAD (");
      assertStringIncludes(changed, "| 1.333 (1.333–1.333) | 33 % slower |");
      assertStringIncludes(
        await compareIn(folder, "speed", "v9"),
        'error: There is no revision "v9" in this repository; --compare takes a branch, a tag or a commit.\n',
      );
      const failed = await compareIn(folder, "broken", "HEAD");
      assertStringIncludes(failed, "error: `deno task bench broken` fails in HEAD (");
      assertStringIncludes(failed, "): no such disk\n");
      assertStringIncludes(failed, "\ncheckouts 1, exit 1\n");
    });
  },
);
