import { join } from "@std/path";
import type { Command } from "commander";
import { ATTACKS, CODECS, STRATEGIES } from "../../lib/federated/mod.ts";
import { NETWORKS } from "../../lib/model/mod.ts";
import { checkedConfig, checkEffects } from "../../lib/experiment/settings/checked_config.ts";
import { type ExperimentConfig, meantSettings, type Settings } from "../../lib/experiment/settings/config.ts";
import { readConfigFile, readOwnConfig } from "../../lib/experiment/settings/config_file.ts";
import { kebabCase, nameOf, parseArguments, settingsOf, withFlags } from "./flag_parser.ts";
import { projectCommand } from "../shared/project_command.ts";
import { EXPERIMENTS } from "../../lib/experiment/settings/check_settings.ts";
import { UsageError } from "../../lib/errors/mod.ts";
import { userPath } from "../../lib/files/mod.ts";

/** What a command line asks for: an experiment, or a text to be shown. */
export type CommandLine =
  | {
    readonly kind: "run";
    readonly config: ExperimentConfig;
    readonly start: "fresh";
    /** Whether a run in the folder of the results may be replaced. */
    readonly force: boolean;
  }
  | {
    readonly kind: "run";
    readonly config: ExperimentConfig;
    readonly start: "resume";
    /** How many rounds the run was to have before. */
    readonly rounds: number;
  }
  | { readonly kind: "help"; readonly text: string };

const EXPERIMENT_LIST = `
Experiments:
${EXPERIMENTS.map(([name, does]) => `  ${name.padEnd(20)} ${does}\n`).join("")}`;

const NETWORK_LIST = `
Networks:
${NETWORKS.map(([name, is]) => `  ${name.padEnd(20)} ${is}\n`).join("")}`;

const STRATEGY_LIST = `
Strategies, with their parameters' defaults; NAME:VALUE sets the first, NAME:KEY=VALUE,… any of them:
${STRATEGIES.map(([name, does]) => `  ${name.padEnd(58)} ${does}\n`).join("")}
Parts with + between them are combined, "fedlc+fedavgm:0.7": the clients' terms of all, the server of one. A
part may be a file, ./mine.ts, that exports a strategy: it is code and may do, with all it imports, what this task
may; see docs/strategies.md.
`;

const CODEC_LIST = `
Codecs of --up and --down; what is not sent up is lost, or with +feedback kept for the next round
("top:0.05+feedback"). Down it is always in the next message: see docs/communication.md.
${CODECS.map(([name, does]) => `  ${name.padEnd(20)} ${does}\n`).join("")}`;

const ATTACK_LIST = `
Attacks of --attack, by --hostile-share of the clients: see docs/security.md.
${ATTACKS.map(([name, does]) => `  ${name.padEnd(24)} ${does}\n`).join("")}`;

const CONFIG_FILE = `
A configuration file holds any of the flags as one JSON object, in camel case: {"localEpochs": 5}. Five keys
are longer than their flags: "experiment" is the argument, "batchSize" --batch, "learningRate" --lr,
"learningRateDecay" --lr-decay and "sampledFraction" --sampled. Flags outdo the file, the file the defaults.
Each run saves its own as config.json. Equal settings give the same parameters, accuracies and losses to the last bit;
wall seconds, in history.csv, history.json, summary.json, report.html and checkpoints, differ from run to run.

Examples:
  deno task experiment non-iid
  deno task experiment iid --data crohme:FOLDER --split official --clients 20
  deno task experiment --config runs/non-iid/config.json --seed 2 --out runs/second
  deno task experiment --resume runs/non-iid
  deno task experiment --resume runs/non-iid --rounds 40
`;

/**
 * Reads the arguments of `deno task experiment`. Defaults are outdone by the file of `--config`, that by flags.
 *
 * @throws {UsageError} An unknown flag, a value against its rule, no experiment named, or a file that is no
 * configuration.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const command = experimentCommand();
  if (args.length === 0 || args.includes("--help") || args.includes("-h")) {
    return {
      kind: "help",
      text: command.helpInformation() + EXPERIMENT_LIST + NETWORK_LIST + STRATEGY_LIST + CODEC_LIST +
        ATTACK_LIST +
        CONFIG_FILE,
    };
  }
  const { config: path, resume, force, ...flags } = parseArguments(command, args);
  if (resume !== undefined) {
    const others = { ...flags, ...(path !== undefined && { config: path }), ...(force && { force }) };
    return resumeRun(userPath(resume), others, command.args);
  }
  const fromFile = path === undefined ? {} : readConfigFile(path);
  const fromFlags = settingsOf(flags, command.args[0]);
  return { kind: "run", config: checked(fromFile, fromFlags, path), start: "fresh", force: force === true };
}

/** A run goes on with its own configuration; only how many rounds it is to have and how many threads train is free. */
function resumeRun(
  folder: string,
  { workers, rounds, ...others }: Readonly<Record<string, string | true>>,
  args: readonly string[],
): CommandLine {
  const [given] = [...args, ...Object.keys(others).map((key) => `--${kebabCase(key)}`)];
  if (given !== undefined) {
    throw new UsageError(
      `--resume goes on with the run's own configuration; of the others only --rounds and --workers can be given, got ${given}.`,
    );
  }
  const free = settingsOf({
    ...(workers !== undefined && { workers }),
    ...(rounds !== undefined && { rounds }),
  });
  const own = readOwnConfig(join(folder, "config.json"));
  const before = combine(own, { out: folder });
  return { kind: "run", config: { ...before, ...free }, start: "resume", rounds: before.rounds };
}

function experimentCommand(): Command {
  return withFlags(projectCommand("deno task experiment"))
    .usage("EXPERIMENT [flags]")
    .description("Trains on handwritten maths symbols, centrally or federated, and reports.")
    .argument("[experiment]")
    .option("--config <FILE>", "settings as JSON, see below")
    .option("--resume <RUN>", "go on with the run in this folder; with --rounds N until it has so many")
    .option("--force", "replace a run that is in the folder of the results");
}

/** The configuration of a file and of flags, none of which was given in vain. */
function checked(fromFile: Settings, fromFlags: Settings, path?: string): ExperimentConfig {
  const config = combine(fromFile, fromFlags);
  checkEffects(config, Object.keys(fromFlags) as (keyof Settings)[], nameOf);
  const left = meantSettings(fromFile).filter((key) => !(key in fromFlags));
  checkEffects(config, left, (key) => `${path}: "${key}"`);
  return config;
}

function combine(fromFile: Settings, fromFlags: Settings): ExperimentConfig {
  const { experiment, ...rest } = { ...fromFile, ...fromFlags };
  if (experiment === undefined) {
    throw new UsageError(`Name an experiment: ${EXPERIMENTS.map(([name]) => name).join(", ")}.`);
  }
  return checkedConfig({ experiment, ...rest });
}
