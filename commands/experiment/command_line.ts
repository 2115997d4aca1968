import { join } from "@std/path";
import type { Command } from "commander";
import { ATTACKS, CODECS, STRATEGIES } from "../../lib/federated/mod.ts";
import { NETWORKS } from "../../lib/model/mod.ts";
import {
  checkedConfig,
  checkEffects,
  type ExperimentConfig,
  EXPERIMENTS,
  meantSettings,
  readConfigFile,
  readOwnConfig,
  type Settings,
} from "../../lib/experiment/light.ts";
import { kebabCase, nameOf, parseArguments, settingsOf, withFlags } from "./flag_parser.ts";
import { projectCommand } from "../shared/project_command.ts";
import { type NamedRow, UsageError } from "../../lib/errors/mod.ts";
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

/** Rows of names and what they mean, in two columns. */
function list(rows: readonly NamedRow[], width: number): string {
  return rows.map(([name, does]) => `  ${name.padEnd(width)} ${does}\n`).join("");
}

const ABOUT = `Trains on handwritten maths symbols, centrally or federated, and writes a report.

Experiments:
${list(EXPERIMENTS, 20)}
Examples:
  deno task experiment non-iid
  deno task experiment non-iid --strategy fedprox:0.1 --rounds 30
  deno task experiment iid --data crohme:FOLDER --split official --clients 20
  deno task experiment --config runs/non-iid/config.json --seed 2 --out runs/second
  deno task experiment --resume runs/non-iid --rounds 40

The default of each flag stands in brackets. A flag that would change nothing is refused with the reason.`;

const MORE = `
Networks (--network):
${list(NETWORKS, 20)}
Strategies (--strategy), with the defaults of their parameters:
${list(STRATEGIES, 58)}
NAME:VALUE sets the first parameter, NAME:KEY=VALUE,… any of them. Parts with + between them are combined,
"fedlc+fedavgm:0.7": what clients do is taken from all of them, what the server does from one. A part may be a
file, ./mine.ts, that exports a strategy: it is code, and it and all it imports may do what this task may. See
docs/strategies.md.

Codecs (--up, --down):
${list(CODECS, 20)}
What a client does not send is lost, or with +feedback kept for the next round ("top:0.05+feedback"). What is
not sent down is always in the next message. See docs/communication.md.

Attacks (--attack) of the --hostile-share of the clients; see docs/security.md:
${list(ATTACKS, 24)}
Configuration files (--config):
  A JSON object of any of the flags, in camel case: {"localEpochs": 5}. Five keys are longer than their flags:
  "experiment" is the argument, "batchSize" --batch, "learningRate" --lr, "learningRateDecay" --lr-decay and
  "sampledFraction" --sampled. Flags override the file, the file overrides the defaults. Each run saves its own
  as config.json; docs/settings.md has every key.

Equal settings give the same parameters, accuracies and losses to the last bit. Wall seconds, in history.csv,
history.json, summary.json, report.html and checkpoints, differ from run to run.
`;

/**
 * Reads the arguments of `deno task experiment`. The file of `--config` overrides the defaults, flags override it.
 *
 * @throws {UsageError} An unknown flag, a value against its rule, no experiment named, or a file that is no
 * configuration.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const command = experimentCommand();
  if (args.length === 0 || args.includes("--help") || args.includes("-h")) {
    return {
      kind: "help",
      text: command.helpInformation() + MORE,
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
    .description(ABOUT)
    .argument("[experiment]")
    .optionsGroup("Run and results:")
    .option("--config <FILE>", "settings as a JSON file; see Configuration files")
    .option("--resume <RUN>", "go on with the run in this folder; with --rounds N up to so many rounds")
    .option("--force", "replace the run that is in the folder of --out")
    .helpOption("-h, --help", "this help");
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
