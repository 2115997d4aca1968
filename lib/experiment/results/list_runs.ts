import { join } from "@std/path";
import { reasonOf, UsageError } from "../../errors/mod.ts";
import { type RunsEntry, runsEntry } from "./runs_entry.ts";

/** What a folder of runs holds. */
export interface RunsList {
  /** Its results, those written last at the end. */
  readonly entries: readonly RunsEntry[];
  /** The names of folders that hold no results. */
  readonly others: readonly string[];
}

/**
 * Lists the results in the folders of a folder.
 *
 * @throws {UsageError} There is no such folder, or it cannot be read.
 */
export function listRuns(folder: string): RunsList {
  const found = foldersIn(folder).map(({ name, time }) => ({
    name,
    time,
    entry: runsEntry(join(folder, name)),
  }));
  const entries = found.flatMap(({ entry, time }) =>
    entry ? [{ entry, time: entry.kind === "run" ? entry.run.written.getTime() : time }] : []
  );
  return {
    entries: entries.sort((a, b) => a.time - b.time).map(({ entry }) => entry),
    others: found.filter(({ entry }) => !entry).map(({ name }) => name),
  };
}

/** The folders in a folder, by name, with when an entry was last made or removed in each. */
function foldersIn(folder: string): { readonly name: string; readonly time: number }[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name).sort().flatMap((name) => {
      const info = infoOf(join(folder, name));
      return info?.isDirectory ? [{ name, time: info.mtime?.getTime() ?? 0 }] : [];
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new UsageError(`There is no folder ${folder}.`);
    throw new UsageError(`${folder} cannot be read: ${reasonOf(error)}.`);
  }
}

/** Undefined for a link that leads nowhere. */
function infoOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch {
    return undefined;
  }
}
