import { textTable } from "../../lib/charts/mod.ts";
import { listRuns, runsTable } from "../../lib/experiment/mod.ts";
import { print } from "../shared/print.ts";
import type { FromFlag } from "./runs_command.ts";

/** How many folders without results are named. */
const MOST_OTHERS = 5;

/** `deno task runs list`: a table of the results in a folder, the newest last. */
export function list({ from }: FromFlag): void {
  const { entries, others } = listRuns(from);
  if (entries.length === 0) {
    print(`${from} holds no runs yet; deno task quickstart makes the first.`);
  } else {
    print(...textTable(runsTable(entries)).split("\n"));
  }
  const damaged = entries.flatMap((entry) =>
    entry.kind === "damaged" ? [`${entry.name} is damaged: ${entry.reason}`] : []
  );
  if (damaged.length > 0) print("", ...damaged);
  if (others.length > 0) print("", `Without results: ${someOf(others)}`);
}

function someOf(names: readonly string[]): string {
  const more = names.length - MOST_OTHERS;
  return names.slice(0, MOST_OTHERS).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
