import {
  checkedConfig,
  checkEffects,
  type ExperimentConfig,
  readConfigFile,
  resultsIn,
  type Wish,
} from "../lib/experiment/mod.ts";
import { nameOf, parseArguments, settingsOf, withFlags } from "../commands/experiment/flag_parser.ts";
import { projectCommand } from "../commands/shared/project_command.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { projectPath } from "../lib/files/mod.ts";
import type { Patience } from "./order.ts";
import { OWN_IMAGES } from "./own_images.ts";
import { strategySettings } from "./strategy_settings.ts";

/** What `cluster run` is told. */
export interface RunOptions {
  readonly config: ExperimentConfig;
  readonly patience: Patience;
  /** Where its results go. */
  readonly folder: Wish;
}

/** Settings of the simulation that a cluster does not have: there they are what they are. */
const SIMULATED = [
  ...["seeds", "sampling", "dropOut", "slowShare", "slowFactor", "leastWork", "up", "down", "personalShare"],
  ...["secure", "hostileShare", "faults"],
] as const;

/** Settings of clients that images are dealt to: nodes with images of their own have theirs as they are. */
const DEALT = ["slantSpread", "penSpread"] as const;

/**
 * Reads the arguments of `cluster run`: those of `deno task experiment`, with the experiment left out for nodes that
 * train on their own images.
 *
 * @throws {UsageError} A flag, or a setting that a cluster does not have.
 */
export function parseRun(args: readonly string[]): RunOptions {
  const command = withFlags(projectCommand("deno task cluster run"))
    .argument("[experiment]")
    .option("--config <FILE>", "settings as JSON")
    .option("--force", "replace a run that is in the folder of the results")
    .option("--state <FOLDER>", "the cluster's folder")
    .option("--nodes <N>", "nodes that the first round waits for")
    .option("--wait <SECONDS>", "how long it waits for them")
    .option("--round-seconds <SECONDS>", "how long a round may last");
  const { config: path, force, ...flags } = parseArguments(command, args);
  const fromFile = path === undefined ? {} : readConfigFile(path);
  const own = command.args.length === 0 && fromFile.experiment === undefined;
  const experiment = command.args[0] ?? fromFile.experiment ?? "iid";
  const config = checkedConfig({
    ...fromFile,
    ...settingsOf(flags, experiment),
    experiment,
  });
  checkForCluster(config, own);
  checkEffects(config, Object.keys(settingsOf(flags)) as (keyof ExperimentConfig)[], nameOf);
  const name = own ? OWN_IMAGES : experiment;
  return {
    config: { ...config, experiment: name },
    patience: {
      nodes: positive("nodes", flags.nodes, 2),
      waitSeconds: positive("wait", flags.wait, 120),
      roundSeconds: positive("round-seconds", flags.roundSeconds, 3600),
    },
    folder: {
      path: config.out ?? projectPath(`runs/flower-${name.replaceAll(/[^\w=]+/g, "-")}`),
      named: config.out !== undefined,
      force: force === true,
      holds: resultsIn,
    },
  };
}

function checkForCluster(config: ExperimentConfig, own: boolean): void {
  strategySettings(config.strategy);
  const { experiment, test } = config;
  if (experiment === "central" || experiment === "compare") {
    throw new UsageError(`On a cluster the experiment is a partition or left out, got ${experiment}.`);
  }
  if (!own && test !== undefined) {
    throw new UsageError("--test is for nodes with images of their own: leave the experiment out.");
  }
  const simple = checkedConfig({ experiment: "iid" });
  const simulated = SIMULATED.find((key) => config[key] !== simple[key]);
  if (simulated) throw new UsageError(`${nameOf(simulated)} belongs to the simulation, a cluster has none.`);
  const dealt = own && DEALT.find((key) => config[key] !== simple[key]);
  if (dealt) throw new UsageError(`${nameOf(dealt)} is for images that are dealt: name a partition.`);
}

/** A whole number of at least 1. */
export function positive(flag: string, text: string | undefined | true, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new UsageError(`--${flag} must be a whole number of at least 1, got ${text}.`);
  }
  return number;
}
