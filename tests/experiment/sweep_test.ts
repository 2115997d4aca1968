import { parseSweepCommand } from "../../commands/experiment/sweep_command.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { inlineExecutor } from "../../lib/engine/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { markdownTable } from "../../lib/charts/mod.ts";
import {
  type Cell,
  cellsOf,
  parseSweep,
  rowsOf,
  runName,
  type RunStore,
  runStore,
  runSweep,
  type StoredRun,
  sweepCharts,
  sweepCsv,
  type SweepObserver,
  sweepReport,
  sweepTable,
} from "../../lib/experiment/mod.ts";
import { testWith } from "../permission.ts";

const TEXT = JSON.stringify({
  title: "Two by two",
  target: 0.05,
  base: { data: "digits", sample: 120, rounds: 2, clients: 3, seeds: 2 },
  axes: {
    strategy: ["fedavg", { name: "SCAFFOLD | SGD", strategy: "scaffold", optimizer: "sgd" }],
    experiment: ["iid", "non-iid"],
  },
});
const SWEEP = parseSweep("s.json", TEXT);

Deno.test("a sweep runs every combination, the last axis varied first; flags outdo the base, not the axes", () => {
  const cells = cellsOf(SWEEP, { rounds: 5, strategy: "fedprox" });
  assertEquals(cells.map(({ names }) => names.join("; ")), [
    "fedavg; iid",
    "fedavg; non-iid",
    "SCAFFOLD | SGD; iid",
    "SCAFFOLD | SGD; non-iid",
  ]);
  assertEquals(
    cells.map((
      { config: { strategy, optimizer, experiment, rounds } },
    ) => [strategy, optimizer, experiment, rounds]),
    [
      ["fedavg", "adam", "iid", 5],
      ["fedavg", "adam", "non-iid", 5],
      ["scaffold", "sgd", "iid", 5],
      ["scaffold", "sgd", "non-iid", 5],
    ],
  );
});

Deno.test("a sweep file that is none is refused with what is wrong", () => {
  const refused = (change: Record<string, unknown>, message: string) =>
    assertThrows(
      () => parseSweep("s.json", JSON.stringify({ ...JSON.parse(TEXT), ...change })),
      UsageError,
      message,
    );
  refused({ titel: "x" }, '"titel" is not a known key');
  refused({ title: undefined }, '"title" must be a text, got undefined');
  refused({ target: 85 }, '"target" must be an accuracy above 0 and up to 1, got 85.');
  refused({ base: { round: 3 } }, '"round" of the base is not a known key; did you mean "rounds"?');
  refused({ axes: {} }, '"axes" must be an object with a list for each axis');
  refused({ axes: { rounds: [] } }, 'the axis "rounds" must be a list of values, got []');
  refused({ axes: { rounds: [0] } }, '"rounds" of "0" must be a whole number of at least 1, got 0.');
  refused({ axes: { any: [{ rounds: 3 }] } }, 'each object of the axis "any" needs a name');
  refused({ axes: { rounds: [3, 3] } }, 'two values named "3"');
  assertThrows(() => parseSweep("s.json", "{"), UsageError, "s.json is not valid JSON");
});

Deno.test("a combination that cannot be run is refused by its names, before anything is run", () => {
  const cells = (axes: unknown) =>
    cellsOf(parseSweep("s.json", JSON.stringify({ ...JSON.parse(TEXT), axes })), {});
  assertThrows(
    () => cells({ strategy: ["scaffold"], experiment: ["iid"] }),
    UsageError,
    "scaffold, iid: SCAFFOLD: ",
  );
  assertThrows(() => cells({ strategy: ["fedavg"] }), UsageError, "each combination needs one experiment");
  assertThrows(() => cells({ experiment: ["compare"] }), UsageError, "got compare");
  const many = Array.from({ length: 101 }, (_, i) => i + 1), experiment = ["iid"];
  assertThrows(
    () => cells({ experiment, rounds: many, clients: many }),
    UsageError,
    "at most 10000 runs, this one has 10201 combinations",
  );
  assertThrows(() => cells({ experiment, seeds: [10_001] }), UsageError, "this one has 10001 runs");
});

Deno.test("runs are known by what decides their training: not by workers, folder, or the simulated clock", () => {
  const [{ config }] = cellsOf(SWEEP, {});
  const name = runName(config, 1);
  for (const same of [{ workers: 7 }, { out: "x" }, { seeds: 9 }, { uploadMbps: 1 }, { stepSeconds: 9 }]) {
    assertEquals(runName({ ...config, ...same }, 1), name);
  }
  for (
    const other of [{ rounds: 3 }, { strategy: "fedprox" }, { up: "float16" }, { seed: 2 }, { dropOut: 0.1 }]
  ) {
    assert(runName({ ...config, ...other }, 1) !== name);
  }
  assert(runName(config, 2) !== name);
});

/** A store in memory that counts what is written. */
function memoryStore(): RunStore & { readonly written: string[] } {
  const runs = new Map<string, string>(), written: string[] = [];
  return {
    written,
    read: (name) => Promise.resolve(runs.has(name) ? JSON.parse(runs.get(name)!) : undefined),
    write(name, run) {
      written.push(name);
      runs.set(name, JSON.stringify(run));
      return Promise.resolve();
    },
  };
}

const QUIET: SweepObserver = () => ({
  started: async () => {},
  round: async () => {},
  ended: async () => {},
});

testWith(
  { read: true },
  "a finished run is never done again; killed in the middle, a sweep goes on",
  async () => {
    const cells = cellsOf(SWEEP, {});
    const store = memoryStore(), kill = new AbortController();
    let begun = 0;
    const killThird: SweepObserver = () => ({
      started: () => {
        if (++begun === 3) kill.abort();
        return Promise.resolve();
      },
      round: async () => {},
      ended: async () => {},
    });
    const first = await runSweep(cells, store, inlineExecutor(), killThird, kill.signal);
    assertEquals([begun, store.written.length], [3, 2]);
    assertEquals(first.map(({ cell, runs }) => `${cell.names.join("; ")}: ${runs.length}`), [
      "fedavg; iid: 1",
      "SCAFFOLD | SGD; iid: 1",
    ]);
    const signal = new AbortController().signal;
    const second = await runSweep(cells, store, inlineExecutor(), QUIET, signal);
    assertEquals(new Set(store.written).size, 8);
    assertEquals(store.written.length, 8);
    const never: SweepObserver = () => {
      throw new Error("nothing was left to do");
    };
    const again = await runSweep(cells, store, inlineExecutor(), never, signal);
    assertEquals(rowsOf(again, 0.05), rowsOf(second, 0.05));
    const faster = cellsOf(SWEEP, { uploadMbps: 1e6, downloadMbps: 1e6, latency: 0 });
    const [{ simulatedSeconds }] = rowsOf(await runSweep(faster, store, inlineExecutor(), never, signal));
    // Three clients of 36 images: two steps each of 0.02 s, two rounds; the exchange takes next to nothing.
    assertAlmostEquals(simulatedSeconds.mean, 2 * 2 * 0.02, 1e-3);
    const page = await sweepReport(SWEEP, rowsOf(again), sweepCharts(SWEEP, again), "about");
    for (const text of ["Two by two", "SCAFFOLD | SGD", "non-iid: accuracy against simulated seconds"]) {
      assertStringIncludes(page, text);
    }
  },
);

testWith({ read: true }, "each run of a sweep has the images its own settings ask for", async () => {
  const base = { experiment: "iid", sample: 30, rounds: 1, clients: 2 };
  const kind = [
    { name: "plain" },
    { name: "bold", penWidth: 4 },
    { name: "reader", images: "reader" },
    { name: "surroundings", images: "surroundings" },
  ];
  const cells = cellsOf(parseSweep("s.json", JSON.stringify({ title: "Images", base, axes: { kind } })), {});
  const seen: string[] = [], ink: number[] = [];
  const observer: SweepObserver = () => ({
    started({ arrangement: { test: { examples: { images, classes, channels } } } }) {
      seen.push(`${classes.length} classes, ${channels} channels`);
      ink.push(images.reduce((sum, value) => sum + value, 0));
      return Promise.resolve();
    },
    round: async () => {},
    ended: async () => {},
  });
  await runSweep(cells, memoryStore(), inlineExecutor(), observer, new AbortController().signal);
  assertEquals(seen, [
    "82 classes, 1 channels",
    "82 classes, 1 channels",
    "102 classes, 1 channels",
    "102 classes, 2 channels",
  ]);
  assert(ink[1] > 1.5 * ink[0], `${ink}`);
});

testWith(
  { read: true },
  "images that cannot be dealt so are told of with the combination's names",
  async () => {
    const text = JSON.stringify({ ...JSON.parse(TEXT), axes: { experiment: ["writers"] } });
    const cells = cellsOf(parseSweep("s.json", text), {});
    const sweep = runSweep(cells, memoryStore(), inlineExecutor(), QUIET, new AbortController().signal);
    await assertRejects(
      () => sweep,
      UsageError,
      "writers: A partition by writer needs images whose writers are known.",
    );
  },
);

/** A run with these accuracies, 1 MB up, 2 MB down and a second of computing each round. */
function stored(seed: number, ...accuracies: number[]): StoredRun {
  const load = {
    clients: [{ client: 0, steps: 50, slowness: 1, uploadBytes: 0, downloadBytes: 0 }],
    overlaps: false,
  };
  const rounds = accuracies.map((accuracy, i) => ({
    round: i + 1,
    accuracy,
    loss: 1,
    uploadBytes: 1e6,
    downloadBytes: 2e6,
    seconds: 1,
    simulatedSeconds: 1,
    clients: [],
    dropped: [],
    rejected: [],
    retried: 0,
    load,
  }));
  return { config: CELL.config, seed, rounds };
}

const [CELL]: Cell[] = cellsOf(SWEEP, {});

Deno.test("the table's figures, worked by hand", () => {
  const runs = [stored(1, 0.2, 0.8, 0.7), stored(2, 0.3, 0.4, 0.9)];
  const [row] = rowsOf([{ cell: CELL, runs }], 0.75);
  assertAlmostEquals(row.last.mean, 0.8, 1e-12);
  assertAlmostEquals(row.last.deviation, Math.SQRT1_2 * 0.2, 1e-12);
  assertAlmostEquals(row.best.mean, 0.85, 1e-12);
  assertEquals(row.bestRound.mean, 2.5);
  assertEquals([row.uploadBytes.mean, row.downloadBytes.mean], [3e6, 6e6]);
  assertEquals(row.toTarget!.reached, 2);
  assertAlmostEquals(row.toTarget!.rounds!.mean, 2.5, 1e-12);
  assertAlmostEquals(row.toTarget!.uploadBytes!.mean, 2.5e6, 1e-6);
  assertAlmostEquals(row.toTarget!.downloadBytes!.mean, 5e6, 1e-6);
  assertAlmostEquals(row.toTarget!.simulatedSeconds!.mean, 2.5, 1e-12);
  const [half] = rowsOf([{ cell: CELL, runs }], 0.85);
  assertEquals([half.toTarget!.reached, half.toTarget!.rounds!.mean], [1, 3]);
  const table = sweepTable({ ...SWEEP, target: 0.85 }, [half]);
  assertEquals(table.columns.length, table.rows[0].length);
  assertStringIncludes(
    markdownTable(table),
    "| fedavg | iid | 2 | 80.0 ± 14.1 | 85.0 ± 7.1 (3) | 3.0 | 6.0 | 3.0 | 3.0 (1 of 2 seeds)",
  );
  const [none] = rowsOf([{ cell: CELL, runs }], 0.95);
  assertEquals(
    sweepTable({ ...SWEEP, target: 0.95 }, [none]).rows[0].slice(-4),
    Array(4).fill("not reached"),
  );
});

Deno.test("the privacy spent has a column and a chart, of those runs that have any", () => {
  const plain = stored(1, 0.5, 0.9), hidden = stored(1, 0.4, 0.6);
  const rounds = hidden.rounds.map((round, i) => ({ ...round, epsilon: [1, 100][i] }));
  const cell = { ...CELL, names: ["dp", "iid"] };
  const results = [{ cell: CELL, runs: [plain] }, { cell, runs: [{ ...hidden, rounds }] }];
  const { columns, rows } = sweepTable(SWEEP, rowsOf(results, SWEEP.target));
  assertEquals([columns.at(-1), rows[0].at(-1), rows[1].at(-1)], ["ε spent", "", "100"]);
  const chart = sweepCharts(SWEEP, results).find(({ heading }) => heading.includes("spent ε"))!;
  assertEquals(chart.figure.data.map(({ x, y }) => [x, y]), [[[0, 2], [0.4, 0.6]]]);
  const without = sweepCharts(SWEEP, [{ cell: CELL, runs: [plain] }]);
  assertEquals(without.some(({ heading }) => heading.includes("spent ε")), false);
});

Deno.test("over an axis of numbers there are charts of the last accuracy and of the time beside the first", () => {
  const text = JSON.stringify({
    title: "x",
    base: { experiment: "iid" },
    axes: {
      strategy: ["fedavg", "fedrs"],
      stepSeconds: [0.01, { name: "slow", at: 0.03, stepSeconds: 0.03 }],
    },
  });
  const sweep = parseSweep("s.json", text);
  const results = cellsOf(sweep, {}).map((cell, i) => {
    const run = stored(1, 0.5, 0.2 * i);
    // The second strategy's clients have half the steps.
    const rounds = i < 2 ? run.rounds : run.rounds.map((round) => ({
      ...round,
      load: { ...round.load, clients: [{ ...round.load.clients[0], steps: 25 }] },
    }));
    return { cell, runs: [{ ...run, rounds }] };
  });
  const [accuracy, time] = sweepCharts(sweep, results).map(({ figure }) => figure.data);
  assertEquals(accuracy.map(({ name, x, y }) => ({ name, x, y })), [
    { name: "fedavg", x: [0.01, 0.03], y: [0, 0.2] },
    { name: "fedrs", x: [0.01, 0.03], y: [0.4, 0.6000000000000001] },
  ]);
  assertEquals(time.map(({ y }) => y), [[1, 1], [0.5, 0.5]]);
});

Deno.test("names with bars, commas and quotes stay in their cells", () => {
  const [, , cell] = cellsOf(SWEEP, {});
  const rows = rowsOf([{ cell: { ...cell, names: ['a, "b"', "c|d"] }, runs: [stored(1, 0.5)] }]);
  assertStringIncludes(sweepCsv(SWEEP, rows), '\n"a, ""b""",c|d,1,2,0.5,0,');
  assertStringIncludes(markdownTable(sweepTable(SWEEP, rows)), '| a, "b" | c\\|d | 1 | 50.0 | 50.0 (1) |');
});

testWith(
  { read: true, write: true },
  "the store on disk gives back what it was given, and nothing of what is not there",
  async () => {
    const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
    try {
      const store = runStore(`${folder}/runs`);
      assertEquals(await store.read("a"), undefined);
      await store.write("a", stored(1, 0.5));
      assertEquals(await store.read("a"), stored(1, 0.5));
      await Deno.writeTextFile(`${folder}/runs/b.json`, "{");
      await assertRejects(() => store.read("b"), SyntaxError);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

Deno.test("the sweep's command line explains itself and refuses what it does not know", () => {
  const help = parseSweepCommand([]);
  assert(help.kind === "help");
  assertStringIncludes(help.text, "deno task sweep FILE");
  assertEquals(parseSweepCommand(["a.json", "--seeds", "2"]), {
    kind: "run",
    path: "a.json",
    flags: { seeds: 2 },
    force: false,
  });
  assertThrows(() => parseSweepCommand(["--seeds", "2"]), UsageError, "Name the sweep's file");
  assertThrows(() => parseSweepCommand(["a.json", "--confg", "b"]), UsageError, "There is no flag --confg");
});

testWith(
  { read: true },
  "the sweeps of the project can be read, and each of their combinations run",
  async () => {
    for await (const { name } of Deno.readDir(new URL("../../sweeps", import.meta.url))) {
      const text = await Deno.readTextFile(new URL(`../../sweeps/${name}`, import.meta.url));
      assert(cellsOf(parseSweep(name, text), {}).length > 1, name);
    }
  },
);
