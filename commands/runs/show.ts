import { join } from "@std/path";
import { textTable } from "../../lib/charts/mod.ts";
import {
  changedSettings,
  findEntry,
  type KeptRun,
  minuteOf,
  repeatCommand,
  resumeCommand,
  type RunsEntry,
  runsTable,
  valueText,
} from "../../lib/experiment/mod.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { print } from "../shared/print.ts";
import type { FromFlag } from "./runs_command.ts";

/** `deno task runs show RUN`: what a run was, what came of it, and what can be done with it. */
export function show(name: string | undefined, { from }: FromFlag): void {
  if (name === undefined) {
    throw new UsageError("Name a run: deno task runs show RUN; deno task runs list has their names.");
  }
  const entry = findEntry(name, from);
  if (entry.kind === "damaged") throw new UsageError(`${entry.folder} cannot be shown: ${entry.reason}`);
  print(...textTable(runsTable([entry])).split("\n"), "", ...detailsOf(entry), "", ...filesOf(entry.folder));
}

function detailsOf(entry: Exclude<RunsEntry, { kind: "damaged" }>): string[] {
  switch (entry.kind) {
    case "run":
      return runDetails(entry.run);
    case "beginning":
      return ["It has not finished a round yet; another process is writing into it."];
    case "sweep":
      return [
        entry.title ?? "It has no results yet: call deno task sweep with its file again, and it goes on.",
      ];
    case "comparison":
      return [`Open ${join(entry.folder, "report.html")} in a browser.`];
    default:
      throw entry satisfies never;
  }
}

function runDetails({ config, folder, state, written }: KeptRun): string[] {
  const changed = changedSettings(config).map(({ key, flag, value, initial }) => [
    `--${flag}`,
    valueText(value),
    initial === undefined ? "not set" : valueText(initial),
    key,
  ]);
  const settings = changed.length > 0
    ? [
      "Settings that are not the defaults:",
      ...textTable({ columns: ["flag", "is", "default", "key in config.json"], rows: changed }).split("\n"),
    ]
    : ["All settings are the defaults."];
  return [
    `${config.experiment}, last written ${minuteOf(written)}: ${state}`,
    ...settings,
    "",
    "The command that gives the same again:",
    `  ${repeatCommand(config, folder)}`,
    ...goingOn(folder, state, config.rounds),
  ];
}

function goingOn(folder: string, state: KeptRun["state"], rounds: number): string[] {
  if (state === "stopped, resumable") {
    return ["It goes on with:", `  ${resumeCommand(folder)}`];
  }
  if (state !== "finished") return [];
  return [
    "To more rounds it goes on with:",
    `  ${resumeCommand(folder)} --rounds ${2 * rounds}`,
  ];
}

/** What is in the folder, folders with a slash. */
function filesOf(folder: string): string[] {
  const names = Array.from(
    Deno.readDirSync(folder),
    ({ name, isDirectory }) => isDirectory ? `${name}/` : name,
  );
  return [`In ${folder}: ${names.sort().join(", ")}`];
}
