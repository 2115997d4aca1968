import {
  checkedConfig,
  checkEffects,
  drawnEach,
  type ExperimentConfig,
  readConfigFile,
  resultsIn,
  type Wish,
} from "../lib/experiment/mod.ts";
import { nameOf, parseArguments, settingsOf, withFlags } from "../commands/experiment/flag_parser.ts";
import { HelpAsked } from "../commands/shared/help_asked.ts";
import { asksForHelp, projectCommand } from "../commands/shared/project_command.ts";
import { wholeNumber } from "../commands/shared/whole_number.ts";
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
  /** The folder of the cluster's state; absent for the usual one. */
  readonly state?: string;
}

/** What `--state` is, in the help. */
export const STATE_HELP = "keys, logs and process numbers (default: runs/cluster)";

/** The flags of `cluster run` that are no settings. */
interface ClusterFlags {
  readonly nodes: number;
  readonly wait: number;
  readonly roundSeconds: number;
  readonly state?: string;
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
 * @throws {HelpAsked} The help is asked for.
 */
export function parseRun(args: readonly string[]): RunOptions {
  const command = withFlags(projectCommand("deno task cluster run"))
    .usage("[EXPERIMENT] [flags]")
    .argument("[experiment]")
    .option("--config <FILE>", "settings as JSON")
    .option("--force", "replace a run that is in the folder of the results")
    .option("--state <FOLDER>", STATE_HELP)
    .option("--nodes <N>", "nodes that the first round waits for", wholeNumber("--nodes", 1), 2)
    .option(
      "--wait <SECONDS>",
      "how long it waits, and later rounds for one node",
      wholeNumber("--wait", 1),
      120,
    )
    .option(
      "--round-seconds <SECONDS>",
      "until a node that has not answered has dropped out",
      wholeNumber("--round-seconds", 1),
      3600,
    );
  if (asksForHelp(args)) throw new HelpAsked(command.helpInformation());
  const { config: path, force, ...flags } = parseArguments(command, args);
  const fromFile = path === undefined ? {} : readConfigFile(path);
  const { nodes, wait, roundSeconds, state } = command.opts<ClusterFlags>();
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
      nodes,
      waitSeconds: wait,
      roundSeconds,
    },
    folder: {
      path: config.out ?? projectPath(`runs/flower-${name.replaceAll(/[^\w=]+/g, "-")}`),
      named: config.out !== undefined,
      force: force === true,
      holds: resultsIn,
    },
    ...(state !== undefined && { state }),
  };
}

function checkForCluster(config: ExperimentConfig, own: boolean): void {
  strategySettings(config.strategy);
  const { experiment, test } = config;
  if (experiment === "central" || experiment === "compare") {
    throw new UsageError(`On a cluster the experiment is a partition or left out, got ${experiment}.`);
  }
  if (drawnEach(config) !== undefined) {
    throw new UsageError(`The clients of ${experiment} belong to the simulation, a cluster has none.`);
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
