import * as v from "valibot";
import type { Simd } from "../../engine/mod.ts";
import type { RunState } from "../../federated/mod.ts";
import { completeConfig } from "../settings/complete_config.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import type { Method, RoundRecord } from "../run/run.ts";
import { checkSettings } from "../settings/check_settings.ts";
import { CheckpointError, readCheckpointFile, writeCheckpointFile } from "./checkpoint_file.ts";

/** What a run reads beside its configuration: it goes on with what it began with. */
export interface Inputs {
  /** Digest of its images. */
  readonly images: string;
  /** The vector instructions of the training; absent in files of a version that did not say. */
  readonly simd?: Simd;
  /** The strategy's own files, path and digest of each. */
  readonly strategies: readonly string[];
}

/** A run after one of its rounds: all that is needed to go on. Randomness needs no place: each round draws its own. */
export interface Checkpoint extends Inputs {
  /** The experiment's. */
  readonly config: ExperimentConfig;
  /** Which of its runs. */
  readonly method: Method;
  /** The run's seed. */
  readonly seed: number;
  /** The finished rounds. */
  readonly rounds: readonly RoundRecord[];
  /** What the next round starts from. */
  readonly state: RunState;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const parameters = v.instance(Float32Array);
const client = v.looseObject({ residual: v.optional(parameters), received: v.optional(v.number()) });
const round = v.looseObject({
  round: count,
  accuracy: v.number(),
  loss: v.union([v.number(), v.nan()]),
  clients: v.array(v.looseObject({})),
  dropped: v.array(count),
});

const SCHEMA = v.object({
  config: v.record(v.string(), v.unknown()),
  images: v.string(),
  simd: v.optional(v.picklist(["relaxed", "plain"])),
  strategies: v.array(v.string()),
  method: v.string(),
  seed: count,
  rounds: v.array(round),
  state: v.object({
    round: count,
    parameters,
    server: v.unknown(),
    downlink: v.object({ model: parameters, messageBytes: v.number() }),
    clients: v.record(v.string(), client),
  }),
});

/** Writes a checkpoint, whole or not at all. */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  writeCheckpointFile(path, checkpoint);
}

/**
 * Reads a checkpoint.
 *
 * @throws {CheckpointError} The checkpoint cannot be used with any configuration.
 */
export function readCheckpoint(path: string): Checkpoint {
  const content = readCheckpointFile(path);
  const result = v.safeParse(SCHEMA, content);
  if (!result.success) {
    const [issue] = result.issues;
    throw new CheckpointError(`${path} is no run's checkpoint: ${v.getDotPath(issue)}: ${issue.message}`);
  }
  const { config, state, rounds } = result.output;
  if (rounds.length !== state.round || state.downlink.model.length !== state.parameters.length) {
    throw new CheckpointError(`${path} is no run's checkpoint: its parts are of different rounds or models`);
  }
  try {
    const settings = checkSettings(config, (key) => `"${key}"`);
    // What was read, not what the schema made of it, which has its keys in another order.
    return { ...content as Checkpoint, config: completeConfig(settings as ExperimentConfig) };
  } catch (error) {
    throw new CheckpointError(`${path}: ${(error as Error).message}`);
  }
}

/** Settings that do not change a round's bytes; whether a run may be made longer is checked where it is wished. */
const FREE: readonly string[] = ["workers", "out", "rounds"];

/** What a checkpoint's configuration has that another has not, in words; undefined where they are one. */
export function differenceOf(saved: ExperimentConfig, wanted: ExperimentConfig): string | undefined {
  const keys = new Set([...Object.keys(saved), ...Object.keys(wanted)] as (keyof ExperimentConfig)[]);
  for (const key of keys) {
    if (FREE.includes(key)) continue;
    const [there, here] = [saved, wanted].map((config) => JSON.stringify(config[key]) ?? "not set");
    if (there !== here) return `${key} is ${there} there and ${here} here`;
  }
}
