/**
 * `deno task sweep`: many experiments, compared.
 * @module
 */
import { existsSync } from "node:fs";
import { basename, join } from "@std/path";
import { markdownTable, markdownText, openRenderer, visibleJson } from "../lib/charts/mod.ts";
import { createPool } from "../lib/engine/mod.ts";
import {
  type Cell,
  type CellResult,
  cellsOf,
  claimFolder,
  otherThanSweep,
  parseSweep,
  readSettingsText,
  rowsOf,
  runStore,
  runSweep,
  type Settings,
  type Sweep,
  type SweepChart,
  sweepCharts,
  sweepCsv,
  type SweepObserver,
  sweepReport,
  sweepTable,
  trustNotes,
} from "../lib/experiment/mod.ts";
import { projectPath, writeWholeText } from "../lib/files/mod.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { print } from "./shared/print.ts";
import { tellRun } from "./shared/tell_run.ts";
import { parseSweepCommand } from "./experiment/sweep_command.ts";
import { stopOnSignals } from "./shared/stop_on_signals.ts";
import { warnOfSlowPaths } from "./shared/warn_of_slow_paths.ts";
import { sumOf } from "../lib/numbers/mod.ts";

/** Tells of each run and its rounds on stdout. */
const onStdout: SweepObserver = ({ number, of, cell, seed }) =>
  tellRun(`[${number}/${of}] ${cell.names.join(", ")}, seed ${seed}`, cell.config);

async function main(): Promise<number> {
  const command = parseSweepCommand(Deno.args);
  if (command.kind === "help") {
    print(...command.text.split("\n"));
    return 0;
  }
  const sweep = parseSweep(command.path, readSettingsText(command.path));
  const cells = cellsOf(sweep, command.flags);
  const workers = command.flags.workers ?? sweep.base.workers;
  warnOfSlowPaths(workers);
  print(...new Set(cells.flatMap(({ config }) => trustNotes(config.strategy))));
  const out = command.flags.out ?? sweep.base.out;
  const wanted = out ?? projectPath(`runs/sweep-${basename(command.path, ".json")}`);
  using folder = claimFolder({
    path: wanted,
    named: out !== undefined,
    force: command.force,
    holds: otherThanSweep(sweep.title),
  });
  if (folder.path !== wanted) print(`${wanted} holds other results: this sweep goes to ${folder.path}.`);
  const runs = join(folder.path, "runs");
  try {
    const stop = stopOnSignals();
    const executor = createPool(workers);
    const results = await runSweep(cells, runStore(runs), executor, onStdout, stop.signal);
    executor.close();
    await writeResults(folder.path, sweep, cells, command.flags, results);
    if (stop.signal.aborted) print("Stopped early: call it again and it goes on.");
    return stop.exitCode();
  } finally {
    if (!existsSync(runs)) folder.discard();
  }
}

async function writeResults(
  folder: string,
  sweep: Sweep,
  cells: readonly Cell[],
  flags: Settings,
  results: readonly CellResult[],
): Promise<void> {
  if (results.length === 0) return print("No run was finished; there are no results.");
  const rows = rowsOf(results, sweep.target);
  const markdown = markdownTable(sweepTable(sweep, rows));
  const wanted = sumOf(cells, ({ config }) => config.seeds);
  const there = sumOf(results, ({ runs }) => runs.length);
  const { data, sample, split, clients, rounds } = cells[0].config;
  const about =
    `${there} of ${wanted} runs; ${sample ?? "all"} images of ${data}, split ${split}; ${clients} clients, ` +
    `${rounds} rounds, where an axis says nothing else.`;
  writeWholeText(
    join(folder, "sweep.md"),
    `# ${markdownText(sweep.title)}\n\n${markdownText(about)}\n\n${markdown}`,
  );
  writeWholeText(join(folder, "sweep.csv"), sweepCsv(sweep, rows));
  writeWholeText(
    join(folder, "sweep.json"),
    visibleJson({ ...sweep, flags, rows }, 1) + "\n",
  );
  const charts = sweepCharts(sweep, results);
  writeWholeText(join(folder, "report.html"), await sweepReport(sweep, rows, charts, about));
  await writeCharts(join(folder, "charts"), charts);
  const beside = "Beside it are sweep.md, sweep.csv, sweep.json, charts/ and runs/.";
  print("", ...markdown.split("\n"), about, `Open ${join(folder, "report.html")} in a browser. ${beside}`);
}

/** Each chart as an SVG named after its heading. */
async function writeCharts(folder: string, charts: readonly SweepChart[]): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  using renderer = openRenderer();
  for (const { heading, figure } of charts) {
    const name = heading.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-");
    writeWholeText(join(folder, `${name}.svg`), await renderer.svg(figure));
  }
}

if (import.meta.main) Deno.exit(await failPlainly(main));
