import { join } from "@std/path";
import { Command, CommanderError } from "commander";
import { completeConfig, type ExperimentConfig, type Settings } from "./config.ts";
import { CODECS, parseStrategy, STRATEGIES } from "../federated/mod.ts";
import { NETWORKS } from "../model/mod.ts";
import { PARTITIONS } from "../partition/mod.ts";
import { readConfigFile } from "./config_file.ts";
import { type Flag, FLAGS } from "./flags.ts";
import { namedParts } from "./load_strategy.ts";
import { nearest } from "./nearest.ts";
import { optimizerOf } from "./optimizer.ts";
import { checkSettings, EXPERIMENT_NAMES } from "./settings.ts";
import { UsageError } from "./usage_error.ts";

/** What a command line asks for: an experiment, or a text to be shown. */
export type CommandLine =
  | { readonly kind: "run"; readonly config: ExperimentConfig; readonly start: "fresh" | "resume" }
  | { readonly kind: "help"; readonly text: string };

const EXPERIMENTS = `
Experiments:
${
  [
    ["central", "all images in one place, the ceiling"],
    ...PARTITIONS,
    ["compare", "central, iid and non-iid, in one chart"],
  ].map(([name, does]) => `  ${name.padEnd(20)} ${does}\n`).join("")
}`;

const NETWORK_LIST = `
Networks:
${NETWORKS.map(([name, is]) => `  ${name.padEnd(20)} ${is}\n`).join("")}`;

const STRATEGY_LIST = `
Strategies, with their parameters' defaults; NAME:VALUE sets the first, NAME:KEY=VALUE,… any of them:
${STRATEGIES.map(([name, does]) => `  ${name.padEnd(58)} ${does}\n`).join("")}
Parts with + between them are combined, "fedlc+fedavgm:0.7": the clients' terms of all, the server of one. A
part may be a file, ./mine.ts, that exports a strategy: see docs/strategies.md.
`;

const CODEC_LIST = `
Codecs of --up and --down; what is not sent up is lost, or with +feedback kept for the next round
("top:0.05+feedback"). Down it is always in the next message: see docs/communication.md.
${CODECS.map(([name, does]) => `  ${name.padEnd(20)} ${does}\n`).join("")}`;

const CONFIG_FILE = `
A configuration file holds any of the flags as one JSON object, in camel case: {"localEpochs": 5}. Five keys
are longer than their flags: "experiment" is the argument, "batchSize" --batch, "learningRate" --lr,
"learningRateDecay" --lr-decay and "sampledFraction" --sampled. Flags outdo the file, the file the defaults.
Each run saves its own as config.json.

Examples:
  deno task experiment non-iid
  deno task experiment iid --data crohme:FOLDER --split official --clients 20
  deno task experiment --config runs/non-iid/config.json --seed 2 --out runs/second
  deno task experiment --resume runs/non-iid
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
      text: command.helpInformation() + EXPERIMENTS + NETWORK_LIST + STRATEGY_LIST + CODEC_LIST + CONFIG_FILE,
    };
  }
  const { config: path, resume, ...flags } = parse(command, args);
  if (resume !== undefined) return resumeRun(resume, { config: path, ...flags }, command.args);
  const fromFile = path === undefined ? {} : readConfigFile(path);
  const [experiment] = command.args;
  const fromFlags = checkSettings({ ...settingsOf(flags), ...(experiment && { experiment }) }, nameOf);
  return { kind: "run", config: combine(fromFile, fromFlags), start: "fresh" };
}

/** A run that was broken off goes on with its own configuration; only how many threads train is free. */
function resumeRun(
  folder: string,
  { workers, ...others }: Readonly<Record<string, string | true | undefined>>,
  args: readonly string[],
): CommandLine {
  const flags = Object.keys(others).filter((key) => others[key] !== undefined);
  const [given] = [
    ...args,
    ...flags.map((key) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
  ];
  if (given !== undefined) {
    throw new UsageError(
      `--resume goes on with the run's own configuration; of the others only --workers can be given, got ${given}.`,
    );
  }
  const threads = checkSettings(workers === undefined ? {} : { workers: numberOf(`${workers}`) }, nameOf);
  const own = readConfigFile(join(folder, "config.json"));
  return { kind: "run", config: combine(own, { ...threads, out: folder }), start: "resume" };
}

function experimentCommand(): Command {
  const command = new Command("deno task experiment")
    .usage("EXPERIMENT [flags]")
    .description("Trains on handwritten maths symbols, centrally or federated, and reports.")
    .argument("[experiment]")
    .helpOption("-h, --help", "this help")
    .showSuggestionAfterError(false)
    .exitOverride()
    // Asked whether colours are wanted, commander would read the environment, which needs a permission.
    .configureOutput({ writeErr: () => {}, getOutHasColors: () => false, getOutHelpWidth: () => 110 })
    .configureHelp({ visibleArguments: () => [] });
  for (const { flag, value, help } of Object.values<Flag>(FLAGS)) {
    if (value) command.option(`--${flag} <${value}>`, help, (text: string) => checkValue(flag, text));
    else command.option(`--${flag}`, help);
  }
  return command
    .option("--config <FILE>", "settings as JSON, see below")
    .option("--resume <RUN>", "go on with the run in this folder where it was broken off");
}

/** Commander takes `--lr --rounds 3` for a learning rate of "--rounds". */
function checkValue(flag: string, text: string): string {
  if (text.startsWith("--")) throw new UsageError(`--${flag} needs a value, got the flag ${text}.`);
  return text;
}

function parse(
  command: Command,
  args: readonly string[],
): Record<string, string | true> & { config?: string; resume?: string } {
  try {
    return command.parse(args, { from: "user" }).opts();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const unknown = /unknown option '--([^'=]*)/.exec(error.message)?.[1];
    if (unknown === undefined) throw new UsageError(sentence(error.message));
    if (nearestFlag(unknown) === unknown) {
      throw new UsageError(`--${unknown} is a switch and takes no value.`);
    }
    throw new UsageError(`There is no flag --${unknown}; did you mean --${nearestFlag(unknown)}?`);
  }
}

/** People write the file's key as a flag too: --batch-size is near to --batch. */
function nearestFlag(unknown: string): string {
  const flags = new Map([["config", "config"], ["resume", "resume"]]);
  for (const [key, { flag }] of Object.entries(FLAGS)) flags.set(key, flag).set(flag, flag);
  return flags.get(nearest(unknown, [...flags.keys()]))!;
}

/** Commander's "error: option '--lr <NUMBER>' argument missing" as a sentence. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, "").replace(/\.?$/, ".");
  return text[0].toUpperCase() + text.slice(1);
}

/** The flags' values under their keys. */
function settingsOf(flags: Readonly<Record<string, string | true>>): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [key, { flag, value }] of Object.entries<Flag>(FLAGS)) {
    const text = flags[camelCase(flag)];
    if (text !== undefined) given[key] = value === "N" || value === "NUMBER" ? numberOf(`${text}`) : text;
  }
  return given;
}

/** A number, or the text itself where it is none, for the message. */
function numberOf(text: string): number | string {
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

function camelCase(flag: string): string {
  return flag.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

function nameOf(key: string): string {
  return key === "experiment" ? "The experiment" : `--${FLAGS[key as keyof typeof FLAGS].flag}`;
}

function combine(fromFile: Settings, fromFlags: Settings): ExperimentConfig {
  const { experiment, ...rest } = { ...fromFile, ...fromFlags };
  if (experiment === undefined) {
    throw new UsageError(`Name an experiment: ${EXPERIMENT_NAMES}.`);
  }
  const config = completeConfig({ experiment, ...rest });
  if (config.optimizer === "adam" && config.momentum > 0) {
    throw new UsageError(`Momentum is a setting of the optimizer sgd, got ${config.momentum} with adam.`);
  }
  checkStrategy(config);
  return config;
}

/** A strategy that is impossible in such a run is told of before any data is loaded. */
function checkStrategy(config: ExperimentConfig): void {
  const { strategy: text, clients, sampledFraction } = config;
  for (const part of namedParts(text)) {
    const strategy = parseStrategy(part);
    const reason = strategy.refusal?.({ clients, sampledFraction, optimizer: optimizerOf(config) });
    if (reason !== undefined) throw new UsageError(`${strategy.name}: ${reason}.`);
  }
}
