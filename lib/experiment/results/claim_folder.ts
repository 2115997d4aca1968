import { join } from "@std/path";
import { type LockedFolder, lockFolder, tryLockFolder } from "./folder_lock.ts";
import { UsageError } from "../../errors/mod.ts";

/** Where results are to go. */
export interface Wish {
  /** The folder. */
  readonly path: string;
  /** Whether the user named it; otherwise it is a default, and the next free name will do as well. */
  readonly named: boolean;
  /** Whether what is in it may be replaced. */
  readonly force: boolean;
  /** What is in a folder that must not be written over, "a run"; undefined where there is nothing. */
  holds(path: string): string | undefined;
}

/**
 * Locks a folder for new results: the one that was named, or, where that is only a default, the first of NAME,
 * NAME-2, NAME-3, … that is free.
 *
 * @throws {UsageError} The folder that was named holds results, or another run is writing into it.
 * @throws {WriteError} It cannot be made or written.
 */
export function claimFolder({ path, named, force, holds }: Wish): LockedFolder {
  for (let number = 1;; number++) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    const locked = named || force ? lockFolder(candidate) : tryLockFolder(candidate);
    if (!locked) continue;
    const held = force ? undefined : holds(candidate);
    if (held === undefined) return locked;
    locked[Symbol.dispose]();
    if (named) {
      throw new UsageError(
        `${candidate} holds ${held}: give another folder with --out, or --force to replace it.`,
      );
    }
  }
}

/** What an experiment leaves in its folder, beside its configuration. */
export const RUN_FILES = [
  "history.csv",
  "history.json",
  "summary.json",
  "report.html",
  "curves.svg",
  "model",
  "checkpoints",
] as const;

/** What a folder holds that a new run would write over. */
export function resultsIn(path: string): string | undefined {
  if (exists(join(path, "sweep.json")) || exists(join(path, "runs"))) return "a sweep";
  return RUN_FILES.some((name) => exists(join(path, name))) ? "a run" : undefined;
}

/** Whether a run has finished a round into a folder. */
export function hasRounds(path: string): boolean {
  return exists(join(path, "history.csv"));
}

/** What a folder holds that the sweep of this title would write over; it goes on with one of the same title. */
export function otherThanSweep(title: string): (path: string) => string | undefined {
  return (path) => {
    if (resultsIn(path) === "a run") return "a run";
    const other = titleOf(join(path, "sweep.json"));
    return other === undefined || other === title ? undefined : `another sweep, "${other}"`;
  };
}

function titleOf(path: string): string | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(path)).title;
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
