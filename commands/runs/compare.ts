import { join } from "@std/path";
import { textTable } from "../../lib/charts/mod.ts";
import {
  claimFolder,
  compareRuns,
  findEntry,
  type KeptRun,
  resultsIn,
  writeComparison,
} from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { projectPath } from "../../lib/files/mod.ts";
import { print } from "../shared/print.ts";
import type { FromFlag } from "./runs_command.ts";

/** `deno task runs compare RUN RUN…`: prints a table, and writes a page and an SVG. */
export async function compare(
  names: readonly string[],
  { from, out }: FromFlag & { readonly out?: string },
): Promise<void> {
  if (names.length < 2) {
    throw new UsageError(`Name two runs or more, got ${names.length === 0 ? "none" : `only ${names[0]}`}.`);
  }
  const runs = names.map((name) => runNamed(name, from));
  const paths = runs.map(({ folder }) => Deno.realPathSync(folder));
  const twice = names.find((_, i) => paths.indexOf(paths[i]) < i);
  if (twice !== undefined) throw new UsageError(`${twice} is named twice; compare a run with others.`);
  const comparison = compareRuns(runs);
  using folder = claimFolder({
    path: out ?? projectPath(`runs/${folderName(runs)}`),
    named: out !== undefined,
    force: false,
    holds: resultsIn,
  });
  try {
    await writeComparison(folder.path, runs, comparison);
  } catch (error) {
    folder.discard();
    throw error;
  }
  const { table, settings, warnings } = comparison;
  print(...textTable(table).split("\n"), "");
  print(...settings.rows.length > 0 ? textTable(settings).split("\n") : ["Their settings are the same."]);
  if (warnings.length > 0) print("", ...warnings);
  print(
    "",
    `Open ${join(folder.path, "report.html")} in a browser; the chart alone is curves.svg beside it.`,
  );
}

function runNamed(name: string, from: string): KeptRun {
  const entry = findEntry(name, from);
  switch (entry.kind) {
    case "run":
      return entry.run;
    case "beginning":
      throw new UsageError(`${name} has not finished a round yet.`);
    case "sweep":
      throw new UsageError(`${name} is a sweep: its own report.html compares its runs.`);
    case "comparison":
      throw new UsageError(`${name} is a comparison of runs, not a run.`);
    case "damaged":
      throw new UsageError(`${name} cannot be compared: ${entry.reason}`);
    default:
      throw entry satisfies never;
  }
}

/** Names of more runs would make a name too long for some file systems. */
const MOST_NAMED = 3;

function folderName(runs: readonly KeptRun[]): string {
  const names = runs.slice(0, MOST_NAMED).map(({ name }) => name.replaceAll(/[^\w.=-]+/g, "-").slice(0, 40));
  const more = runs.length - MOST_NAMED;
  return ["compare", ...names, ...(more > 0 ? [`and-${more}-more`] : [])].join("-");
}
