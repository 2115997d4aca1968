import type { DataTable } from "../../charts/mod.ts";
import { percent } from "../../numbers/mod.ts";
import { methodsOf } from "../run/run.ts";
import { reasonWithoutEffect } from "../settings/without_effect.ts";
import { historiesOf, type KeptRun } from "./kept_run.ts";
import type { RunsEntry } from "./runs_entry.ts";
import { methodFigures } from "./method_figures.ts";
import { spreadText } from "./spread.ts";

const COLUMNS = [
  "name",
  "written",
  "method",
  "data",
  "strategy",
  "seeds",
  "rounds",
  "accuracy, last",
  "best",
  "seconds",
  "state",
];

/** Results in a table: a row for each method of each run, a row for anything else. */
export function runsTable(entries: readonly RunsEntry[]): DataTable {
  return { columns: COLUMNS, rows: entries.flatMap(rowsOf) };
}

function rowsOf(entry: RunsEntry): string[][] {
  const row = (what: string, state: string) => [[entry.name, "", what, "", "", "", "", "", "", "", state]];
  switch (entry.kind) {
    case "run":
      return runRows(entry.run);
    case "beginning":
      return row("", "being written, no round is finished yet");
    case "sweep":
      return row(
        "a sweep",
        `${entry.runs} ${entry.runs === 1 ? "run" : "runs"} finished` +
          (entry.isBeingWritten ? ", being written" : entry.title === undefined ? ", stopped" : ""),
      );
    case "comparison":
      return row("a comparison", "finished");
    case "damaged":
      return row("", "damaged");
    default:
      throw entry satisfies never;
  }
}

function runRows(run: KeptRun): string[][] {
  const { config, name, written, state } = run;
  return methodsOf(config).map((method, i) => {
    const first = (text: string) => i === 0 ? text : "";
    const histories = historiesOf(run, method);
    const clientsOf = { ...config, experiment: method };
    const head = [
      first(name),
      first(minuteOf(written)),
      method,
      first(shortened(config.data)),
      reasonWithoutEffect("strategy", clientsOf) === undefined ? config.strategy : "",
    ];
    if (histories.length === 0) {
      return [...head, `0/${config.seeds}`, `0/${config.rounds}`, "", "", "", first(state)];
    }
    const { rounds, lastAccuracy, bestAccuracy, wallSeconds } = methodFigures(
      histories.map(({ rounds }) => rounds),
    );
    return [
      ...head,
      config.seeds === 1 ? "1" : `${histories.length}/${config.seeds}`,
      `${rounds}/${config.rounds}`,
      spreadText(lastAccuracy),
      percent(bestAccuracy.mean, 1),
      wallSeconds.mean.toFixed(0),
      first(state),
    ];
  });
}

/** A moment by this machine's clock, to the minute: "2026-03-01 09:05". */
export function minuteOf(date: Date): string {
  const two = (value: number) => `${value}`.padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ` +
    `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The end of a long path says most. */
function shortened(source: string): string {
  return source.length <= 30 ? source : `${source.split(":")[0]}:…${source.slice(-22)}`;
}
