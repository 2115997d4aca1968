import { assertEquals } from "@std/assert";
import {
  cellsOf,
  parseSweep,
  rowsOf,
  type StoredRun,
  sweepCharts,
  sweepCsv,
  sweepTable,
} from "../../lib/experiment/mod.ts";
import { rounded } from "./hand_made_runs.ts";
import { linesOf, referencesOf } from "./report_page.ts";

const SWEEP = parseSweep(
  "s.json",
  JSON.stringify({
    title: "All that a sweep tells",
    target: 0.75,
    base: { experiment: "iid", rounds: 3, seeds: 2 },
    axes: { strategy: ["dp"], kind: [{ name: "hard" }] },
  }),
);
const [CELL] = cellsOf(SWEEP, {});

/** A seed's run: `scale` MB up and 2 `scale` MB down a round, and 50 `scale` steps of 0.02 s. */
function run(seed: number, scale: number, accuracies: readonly number[]): StoredRun {
  const client = { client: 0, steps: 50 * scale, slowness: 1, uploadBytes: 0, downloadBytes: 0 };
  return {
    config: CELL.config,
    seed,
    personal: Array.from({ length: 10 }, (_, k) => {
      const before = k / 20 + scale / 100;
      return { client: k, images: 3, before, after: before + 0.5 };
    }),
    rounds: accuracies.map((accuracy, i) => ({
      round: i + 1,
      accuracy,
      loss: 1,
      uploadBytes: scale * 1e6,
      downloadBytes: 2 * scale * 1e6,
      seconds: 1,
      simulatedSeconds: scale,
      clients: [],
      dropped: [],
      rejected: [],
      retried: 0,
      attackSuccess: (i + scale) / 10,
      epsilon: 10 ** i,
      load: { clients: [client], overlaps: false },
    })),
  };
}

const RESULTS = [{ cell: CELL, runs: [run(1, 1, [0.2, 0.8, 0.7]), run(2, 2, [0.3, 0.4, 0.9])] }];
const ROWS = rowsOf(RESULTS, SWEEP.target);

/** Of two seeds: their mean, and their deviation, which is their distance over √2. */
function of(first: number, second: number): [number, number] {
  return [(first + second) / 2, Math.abs(first - second) / Math.SQRT2];
}

Deno.test("all columns of a sweep's table, worked by hand", () => {
  const { columns, rows } = sweepTable(SWEEP, ROWS);
  assertEquals(columns.map((column, i) => [column, rows[0][i]]), [
    ["strategy", "dp"],
    ["kind", "hard"],
    ["Seeds", 2],
    ["Global accuracy, last, %", "80.0 ± 14.1"],
    ["Global accuracy, best, % (round)", "85.0 ± 7.1 (3)"],
    ["MB up", "4.5"],
    ["MB down", "9.0"],
    ["Simulated s", "4.5"],
    // The first seed gets there in round 2, the second in round 3.
    ["Rounds to 0.75", "2.5 ± 0.7"],
    ["MB up to 0.75", "4.0 ± 2.8"],
    ["MB down to 0.75", "8.0 ± 5.7"],
    ["Simulated s to 0.75", "4.0 ± 2.8"],
    ["Attack success, last, %", "35.0 ± 7.1"],
    ["ε spent", "100"],
    // The first seed's clients are at 1, 6, … 46 %, the second's a point above.
    ["Clients' own images, mean, %", "24.0 ± 0.7"],
    ["worst tenth, %", "1.5 ± 0.7"],
    ["after fine-tuning, mean, %", "74.0 ± 0.7"],
    ["worst tenth after, %", "51.5 ± 0.7"],
  ]);
});

Deno.test("all columns of a sweep's CSV, worked by hand", () => {
  const [names, cells] = sweepCsv(SWEEP, ROWS).trim().split("\n").map((line) => line.split(/,(?! )/));
  const figures: [string, [number, number]][] = [
    ["last accuracy", of(0.7, 0.9)],
    ["best accuracy", of(0.8, 0.9)],
    ["best round", of(2, 3)],
    ["upload bytes", of(3e6, 6e6)],
    ["download bytes", of(6e6, 12e6)],
    ["simulated seconds", of(3, 6)],
    ["attack success", of(0.3, 0.4)],
    ["epsilon", of(100, 100)],
    ["rounds to target", of(2, 3)],
    ["upload bytes to target", of(2e6, 6e6)],
    ["download bytes to target", of(4e6, 12e6)],
    ["simulated seconds to target", of(2, 6)],
    ["personal accuracy", of(0.235, 0.245)],
    ['"personal accuracy, worst tenth"', of(0.01, 0.02)],
    ["tuned personal accuracy", of(0.735, 0.745)],
    ['"tuned personal accuracy, worst tenth"', of(0.51, 0.52)],
  ];
  assertEquals(names, [
    "strategy",
    "kind",
    "seeds",
    "rounds",
    ...figures.flatMap((
      [name],
    ) => [name, name.endsWith('"') ? `${name.slice(0, -1)} deviation"` : `${name} deviation`]),
  ]);
  assertEquals(cells.slice(0, 4), ["dp", "hard", "2", "3"]);
  assertEquals(rounded(cells.slice(4).map(Number)), rounded(figures.flatMap(([, value]) => value)));
});

Deno.test("a sweep's charts, worked by hand: means over the seeds against rounds, megabytes, seconds and ε", () => {
  const charts = sweepCharts(SWEEP, RESULTS), means = [0.25, 0.6, 0.8];
  assertEquals(charts.map(({ heading, figure }) => [heading, rounded(linesOf(figure))]), [
    ["hard: accuracy against round", [["dp", [1, 2, 3], means]]],
    ["hard: accuracy against megabytes so far, up and down", [["dp", [4.5, 9, 13.5], means]]],
    ["hard: accuracy against simulated seconds", [["dp", [1.5, 3, 4.5], means]]],
    ["hard: accuracy against spent ε, logarithm to base 10", [["dp", [0, 1, 2], means]]],
  ]);
  for (const { figure } of charts) assertEquals(referencesOf(figure), ["target 0.750"]);
});
