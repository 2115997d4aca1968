import { Command, CommanderError } from "commander";
import { completeConfig, type ExperimentConfig, type Settings } from "./config.ts";
import { PARTITIONS } from "../partition/mod.ts";
import { readConfigFile } from "./config_file.ts";
import { type Flag, FLAGS } from "./flags.ts";
import { nearest } from "./nearest.ts";
import { checkSettings, EXPERIMENT_NAMES } from "./settings.ts";
import { UsageError } from "./usage_error.ts";

/** What a command line asks for: an experiment, or a text to be shown. */
export type CommandLine =
  | { readonly kind: "run"; readonly config: ExperimentConfig }
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

const CONFIG_FILE = `
A configuration file holds any of the flags as one JSON object, in camel case: {"localEpochs": 5}. Four keys
are longer than their flags: "experiment" is the argument, "batchSize" --batch, "learningRate" --lr and
"sampledFraction" --sampled. Flags outdo the file, the file the defaults. Each run saves its own as config.json.

Examples:
  deno task experiment non-iid
  deno task experiment iid --data crohme:FOLDER --split official --clients 20
  deno task experiment --config runs/non-iid/config.json --seed 2 --out runs/second
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
    return { kind: "help", text: command.helpInformation() + EXPERIMENTS + CONFIG_FILE };
  }
  const { config: path, ...flags } = parse(command, args);
  const fromFile = path === undefined ? {} : readConfigFile(path);
  const [experiment] = command.args;
  const fromFlags = checkSettings({ ...settingsOf(flags), ...(experiment && { experiment }) }, nameOf);
  return { kind: "run", config: combine(fromFile, fromFlags) };
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
  return command.option("--config <FILE>", "settings as JSON, see below");
}

/** Commander takes `--lr --rounds 3` for a learning rate of "--rounds". */
function checkValue(flag: string, text: string): string {
  if (text.startsWith("--")) throw new UsageError(`--${flag} needs a value, got the flag ${text}.`);
  return text;
}

function parse(
  command: Command,
  args: readonly string[],
): Record<string, string | true> & { config?: string } {
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
  const flags = new Map([["config", "config"]]);
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
  if (config.images === "plain" && config.copies > 0) {
    throw new UsageError(
      `Copies are made of a reader's images only: --images reader; got ${config.copies} of plain ones.`,
    );
  }
  if (config.copies > 0 && config.test === undefined && config.split !== "official") {
    throw new UsageError(
      `A symbol and its copies may not be on both sides of a split: with --copies give --test or --split official, got ${config.split}.`,
    );
  }
  return config;
}
