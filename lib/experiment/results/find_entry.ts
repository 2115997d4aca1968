import { join } from "@std/path";
import { noSuch, UsageError } from "../../errors/mod.ts";
import { pathKind, userPath } from "../../files/mod.ts";
import { listRuns } from "./list_runs.ts";
import { type RunsEntry, runsEntry } from "./runs_entry.ts";

/**
 * Finds the results that somebody has named: by the folder's name in a folder of runs, or by a path from where the user
 * stands or from the project's folder.
 *
 * @param from The folder of runs.
 * @throws {UsageError} There is no such folder, or nothing to be shown in it.
 */
export function findEntry(named: string, from: string): RunsEntry {
  const name = named.replace(/(?<=.)[\/\\]+$/, "");
  const places = [...new Set([userPath(name), name, join(from, name)])].filter((path) =>
    pathKind(path) === "folder"
  );
  for (const place of places) {
    const entry = runsEntry(place);
    if (entry) return entry;
  }
  if (places.length > 0) throw new UsageError(`"${named}" holds no run.`);
  if (pathKind(userPath(name)) === "file") {
    throw new UsageError(`${named} is a file; name the folder of a run.`);
  }
  if (pathKind(from) !== "folder") {
    throw new UsageError(`There is no run "${named}", and no folder ${from} with runs.`);
  }
  const known = listRuns(from).entries.map((entry) => entry.name);
  if (known.length > 0) throw new UsageError(noSuch("run", name, known));
  throw new UsageError(`There is no run "${named}": ${from} holds none yet.`);
}
