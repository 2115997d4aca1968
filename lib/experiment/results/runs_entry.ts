import { join } from "@std/path";
import { inWords } from "../../errors/mod.ts";
import { pathKind } from "../../files/mod.ts";
import { readJsonObject } from "../settings/config_file.ts";
import { hasRounds, resultsIn } from "./claim_folder.ts";
import { COMPARISON_FILE } from "./comparison_file.ts";
import { isLocked } from "./folder_lock.ts";
import { type KeptRun, nameOfFolder, readKeptRun } from "./kept_run.ts";

/** What a folder with results holds. */
export type RunsEntry =
  | { readonly kind: "run"; readonly name: string; readonly folder: string; readonly run: KeptRun }
  /** A run that has not finished a round yet. */
  | { readonly kind: "beginning"; readonly name: string; readonly folder: string }
  | {
    readonly kind: "sweep";
    readonly name: string;
    readonly folder: string;
    /** Its title; absent before its results are written. */
    readonly title?: string;
    /** How many runs of it are finished. */
    readonly runs: number;
    readonly isBeingWritten: boolean;
  }
  | { readonly kind: "comparison"; readonly name: string; readonly folder: string }
  /** Results that cannot be read, and why. */
  | { readonly kind: "damaged"; readonly name: string; readonly folder: string; readonly reason: string };

/** What is in a folder; undefined where it holds no results. */
export function runsEntry(folder: string): RunsEntry | undefined {
  const place = { name: nameOfFolder(folder), folder };
  try {
    const held = resultsIn(folder);
    if (held === "a sweep") return { kind: "sweep", ...place, ...sweepIn(folder) };
    if (pathKind(join(folder, COMPARISON_FILE))) return { kind: "comparison", ...place };
    if (!hasRounds(folder) && isLocked(folder)) return { kind: "beginning", ...place };
    if (held === undefined && !pathKind(join(folder, "config.json"))) return undefined;
    return { kind: "run", ...place, run: readKeptRun(folder) };
  } catch (error) {
    const reason = inWords(error);
    if (reason === undefined) throw error;
    return { kind: "damaged", ...place, reason };
  }
}

function sweepIn(folder: string) {
  const written = join(folder, "sweep.json"), runs = join(folder, "runs");
  const { title } = pathKind(written) ? readJsonObject(written) : { title: undefined };
  return {
    ...(typeof title === "string" && { title }),
    runs: pathKind(runs) === "folder"
      ? [...Deno.readDirSync(runs)].filter(({ name }) => name.endsWith(".json")).length
      : 0,
    isBeingWritten: isLocked(folder),
  };
}
