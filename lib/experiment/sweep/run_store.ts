import { join } from "@std/path";
import { createHash } from "node:crypto";
import type { PersonalAccuracy } from "../../federated/mod.ts";
import { writeWholeText } from "../../files/mod.ts";
import { ARRANGEMENT } from "../run/arrange.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import { SETTINGS } from "../settings/table.ts";
import type { RoundRecord } from "../run/run.ts";

/** A finished run on disk. */
export interface StoredRun {
  /** What was run. */
  readonly config: ExperimentConfig;
  /** Its seed. */
  readonly seed: number;
  /** Its rounds, all of them. */
  readonly rounds: readonly RoundRecord[];
  /** Accuracies on the clients' own images, where some were held out. */
  readonly personal?: readonly PersonalAccuracy[];
}

/**
 * What a run is known by: equal names, equal training. Runs that differ only in the simulated clock have the same, as
 * their times can be read from what each client had to do.
 */
export function runName(config: ExperimentConfig, seed: number): string {
  const decisive = Object.entries(config)
    .filter(([key]) => !SETTINGS[key as keyof ExperimentConfig].indifferent)
    .sort(([a], [b]) => a < b ? -1 : 1);
  return createHash("sha256").update(JSON.stringify([ARRANGEMENT, decisive, seed])).digest("hex").slice(
    0,
    16,
  );
}

/** Finished runs in a folder, a file each. */
export interface RunStore {
  /** The run, where it is finished. */
  read(name: string): Promise<StoredRun | undefined>;
  /** Keeps a finished run: whole or not at all. */
  write(name: string, run: StoredRun): Promise<void>;
}

/** The store in a folder. */
export function runStore(folder: string): RunStore {
  const pathOf = (name: string) => join(folder, `${name}.json`);
  return {
    async read(name) {
      try {
        return JSON.parse(await Deno.readTextFile(pathOf(name)));
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return undefined;
        throw error;
      }
    },
    async write(name, run) {
      await Deno.mkdir(folder, { recursive: true });
      writeWholeText(pathOf(name), JSON.stringify(run));
    },
  };
}
