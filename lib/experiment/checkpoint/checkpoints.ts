import { join } from "@std/path";
import { reasonOf } from "../../errors/mod.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import { WriteError } from "../../files/mod.ts";
import type { Method } from "../run/run.ts";
import { type Checkpoint, differenceOf, type Inputs, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint_file.ts";

/** How many are kept of each run. */
const KEPT = 2;

/** Where a folder of results has its checkpoints. */
export function checkpointFolder(folder: string): string {
  return join(folder, "checkpoints");
}

/** Writes a checkpoint and removes all but the last two of its run. */
export function saveCheckpoint(folder: string, checkpoint: Checkpoint): void {
  const { method, seed, state } = checkpoint;
  const path = pathOf(folder, method, seed, state.round);
  try {
    Deno.mkdirSync(checkpointFolder(folder), { recursive: true });
  } catch (error) {
    throw new WriteError(`${checkpointFolder(folder)} cannot be made: ${reasonOf(error)}.`);
  }
  writeCheckpoint(path, checkpoint);
  for (const { round, name } of listed(folder, method, seed)) {
    if (round <= state.round - KEPT) Deno.removeSync(join(checkpointFolder(folder), name));
  }
}

/** A checkpoint that was found, and what is to be said of those that were passed over. */
export interface Found {
  /** The newest that can be used; absent where the run has none at all. */
  readonly checkpoint?: Checkpoint;
  /** Newer ones that cannot be used, and why, a line each. */
  readonly notes: readonly string[];
}

/**
 * The newest checkpoint of a run that can be used.
 *
 * @throws {CheckpointError} It is of another configuration, of other images, of other vector instructions or of a strategy file that has changed, or
 * the run has some and none can be used.
 */
export function newestCheckpoint(
  folder: string,
  config: ExperimentConfig,
  { images, simd, strategies }: Inputs,
  method: Method,
  seed: number,
): Found {
  const notes: string[] = [];
  for (const { name } of listed(folder, method, seed)) {
    const path = join(checkpointFolder(folder), name);
    const checkpoint = readOrNote(path, notes);
    if (!checkpoint) continue;
    const difference = checkpoint.images !== images
      ? "the images are other ones"
      : checkpoint.simd && simd && checkpoint.simd !== simd
      ? `it was trained with ${checkpoint.simd} SIMD, this machine has ${simd}, which gives other last digits`
      : checkpoint.strategies.join() !== strategies.join()
      ? `the strategy's file has changed (${strategies.map((line) => line.split(" ")[0]).join(", ")})`
      : checkpoint.method !== method || checkpoint.seed !== seed
      ? "the run is another one"
      : differenceOf(checkpoint.config, config);
    if (difference) throw new CheckpointError(`${path} is of another configuration: ${difference}`);
    if (notes.length > 0) notes.push(`going on from round ${checkpoint.state.round}`);
    return { checkpoint, notes };
  }
  if (notes.length > 0) throw new CheckpointError(`No checkpoint can be used: ${notes.join("; ")}`);
  return { notes };
}

function readOrNote(path: string, notes: string[]): Checkpoint | undefined {
  try {
    return readCheckpoint(path);
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    notes.push(error.message);
  }
}

/** Method names hold colons, which some file systems don't take. */
function prefixOf(method: Method, seed: number): string {
  return `${method.replaceAll(/[^\w.=-]/g, "-")}-seed${seed}-round`;
}

function pathOf(folder: string, method: Method, seed: number, round: number): string {
  return join(checkpointFolder(folder), `${prefixOf(method, seed)}${round}.checkpoint`);
}

/** A run's checkpoints, newest first. */
function listed(folder: string, method: Method, seed: number): { name: string; round: number }[] {
  const prefix = prefixOf(method, seed);
  const found: { name: string; round: number }[] = [];
  try {
    for (const { name } of Deno.readDirSync(checkpointFolder(folder))) {
      const round = name.startsWith(prefix) && /^(\d+)\.checkpoint$/.exec(name.slice(prefix.length))?.[1];
      if (round) found.push({ name, round: Number(round) });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort((a, b) => b.round - a.round);
}
