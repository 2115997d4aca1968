import { basename, join, resolve } from "@std/path";
import { UsageError } from "../../errors/mod.ts";
import { completeConfig } from "../settings/complete_config.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import { readOwnConfig } from "../settings/config_file.ts";
import { checkpointFolder } from "../checkpoint/checkpoints.ts";
import { type Method, methodsOf } from "../run/run.ts";
import { isLocked } from "./folder_lock.ts";
import { type History, readHistory } from "./history_file.ts";

/** How far a run came; a resumable one has a checkpoint to go on from. */
export type KeptState = "finished" | "being written" | "stopped, resumable" | "stopped, not resumable";

/** A run as its folder tells of it: its settings and what it measured after each round. */
export interface KeptRun {
  /** Its folder. */
  readonly folder: string;
  /** The folder's own name. */
  readonly name: string;
  /** Its settings. */
  readonly config: ExperimentConfig;
  /** The finished rounds: each method's seeds one after the other; at least one. */
  readonly histories: readonly History[];
  /** How far it came. */
  readonly state: KeptState;
  /** When a round was last written. */
  readonly written: Date;
}

/**
 * Reads the folder of a run; of its files only config.json and history.csv.
 *
 * @throws {UserError} They are not there, too large, or not those of a run; the message says what is wrong.
 */
export function readKeptRun(folder: string): KeptRun {
  const { experiment, ...settings } = readOwnConfig(join(folder, "config.json"));
  if (experiment === undefined) throw new UsageError(`${join(folder, "config.json")} names no experiment.`);
  const config = completeConfig({ experiment, ...settings });
  const methods = methodsOf(config);
  const histories = readHistory(folder).filter(({ method }) => methods.includes(method));
  if (histories.length === 0) {
    throw new UsageError(`${join(folder, "history.csv")} has no round of ${experiment}.`);
  }
  return {
    folder,
    name: nameOfFolder(folder),
    config,
    histories,
    state: stateOf(folder, config, histories),
    written: Deno.statSync(join(folder, "history.csv")).mtime ?? new Date(0),
  };
}

/** The name of a folder, however its path is written. */
export function nameOfFolder(path: string): string {
  return basename(resolve(path));
}

/** A method's histories, by rising seed. */
export function historiesOf({ histories }: KeptRun, method: Method): History[] {
  return histories.filter((history) => history.method === method).sort((a, b) => a.seed - b.seed);
}

/** Whether a run has every round of a method, with each seed. */
export function isComplete({ config, histories }: Pick<KeptRun, "config" | "histories">, method: Method) {
  const whole = histories.filter((one) => one.method === method && one.rounds.length >= config.rounds);
  return whole.length >= config.seeds;
}

/** A run has ended when its summary is written, after the last round of all its methods. */
function stateOf(folder: string, config: ExperimentConfig, histories: readonly History[]): KeptState {
  const ended = methodsOf(config).every((method) => isComplete({ config, histories }, method));
  if (ended && entriesOf(folder).includes("summary.json")) return "finished";
  if (isLocked(folder)) return "being written";
  return entriesOf(checkpointFolder(folder)).length > 0 ? "stopped, resumable" : "stopped, not resumable";
}

/** The names in a folder; none where it cannot be read. */
function entriesOf(folder: string): string[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name);
  } catch {
    return [];
  }
}
