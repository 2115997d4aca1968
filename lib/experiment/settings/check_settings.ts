import * as v from "valibot";
import { parseDataSpec } from "../../data/registry.ts";
import { parseSplit } from "../../data/split.ts";
import { misnamed, type NamedRow, nearest, UsageError, UserError } from "../../errors/mod.ts";
import {
  FAULT_KINDS,
  type Faults,
  parseAttack,
  parseCodec,
  parseStrategy,
  parseUpload,
} from "../../federated/mod.ts";
import { parseNetwork } from "../../model/mod.ts";
import { parsePartition, PARTITION_RULE, PARTITIONS } from "../../partition/mod.ts";
import type { ExperimentConfig, Settings } from "./config.ts";
import { FLAGS } from "./flags.ts";
import { namedParts } from "./load_strategy.ts";
import { sumOf } from "../../numbers/mod.ts";

/** A rule ends the sentence "rounds must be …". */
const wholeNumber = (least: number) => {
  const rule = `a whole number of at least ${least}`;
  return v.optional(
    v.pipe(
      v.number(rule),
      v.integer(rule),
      v.minValue(least, rule),
      v.maxValue(Number.MAX_SAFE_INTEGER, "below 2^53"),
    ),
  );
};

const number = (rule: string, holds: (value: number) => boolean) =>
  v.optional(v.pipe(v.number(rule), v.check((value) => Number.isFinite(value) && holds(value), rule)));

const text = (rule: string, holds: (value: string) => boolean) =>
  v.optional(v.pipe(v.string(rule), v.check(holds, rule)));

/** What can be run. */
export const EXPERIMENTS: readonly NamedRow[] = [
  ["central", "all images in one place, the ceiling"],
  ...PARTITIONS,
  ["compare", "central, iid and non-iid, in one chart"],
];

const SOURCE = "a source, NAME or NAME:PATH (ink, crohme:PATH, …)";

const FAULTS = `an object of chances, of together 1 at most: ${[...FAULT_KINDS, "workerKilled"].join(", ")}`;

const SCHEMA = v.strictObject(
  {
    experiment: v.optional(v.string("the name of an experiment")),
    data: text(SOURCE, isSource),
    moreData: text(SOURCE, isSource),
    sample: wholeNumber(1),
    penWidth: number("a number of pixels above 0", (width) => width > 0),
    images: v.optional(v.picklist(["plain", "reader", "surroundings"], "plain, reader or surroundings")),
    copies: wholeNumber(0),
    test: text(SOURCE, isSource),
    split: v.optional(v.string("official, random:F or writer:F")),
    validation: number("a number above 0 and below 1", (share) => share > 0 && share < 1),
    removeRepeats: v.optional(v.boolean("true or false")),
    network: v.optional(v.string("the name of a network")),
    start: text("ink or the folder of a saved model", (name) => name.trim() !== ""),
    clients: wholeNumber(1),
    rounds: wholeNumber(1),
    localEpochs: wholeNumber(1),
    batchSize: wholeNumber(1),
    optimizer: v.optional(v.picklist(["adam", "sgd"], "adam or sgd")),
    learningRate: number("a number above 0", (rate) => rate > 0),
    momentum: number("a number from 0 to below 1", (momentum) => momentum >= 0 && momentum < 1),
    learningRateDecay: number("a number above 0 and up to 1", (decay) => decay > 0 && decay <= 1),
    weights: v.optional(v.picklist(["images", "uniform"], "images or uniform")),
    strategy: text("the name of a strategy or a file ./NAME.ts", (name) => name.trim() !== ""),
    sampledFraction: number("a number above 0 and up to 1", (share) => share > 0 && share <= 1),
    slantSpread: number("a number of at least 0", (spread) => spread >= 0),
    penSpread: number("a number of pixels of at least 0", (spread) => spread >= 0),
    personalShare: number("a number from 0 to below 1", (share) => share >= 0 && share < 1),
    tuningEpochs: wholeNumber(1),
    sampling: v.optional(v.picklist(["uniform", "weighted", "poisson"], "uniform, weighted or poisson")),
    dropOut: number("a number from 0 to 1", (chance) => chance >= 0 && chance <= 1),
    slowShare: number("a number from 0 to 1", (share) => share >= 0 && share <= 1),
    slowFactor: number("a number of at least 1", (factor) => factor >= 1),
    leastWork: number("a number above 0 and up to 1", (share) => share > 0 && share <= 1),
    up: v.optional(v.string("the name of a codec")),
    down: v.optional(v.string("the name of a codec")),
    uploadMbps: number("a number above 0", (rate) => rate > 0),
    downloadMbps: number("a number above 0", (rate) => rate > 0),
    latency: number("a number of seconds of at least 0", (seconds) => seconds >= 0),
    lineSpread: number("a number of at least 0", (spread) => spread >= 0),
    stepSeconds: number("a number of seconds above 0", (seconds) => seconds > 0),
    secure: v.optional(v.boolean("true or false")),
    hostileShare: number("a number from 0 to 1", (share) => share >= 0 && share <= 1),
    attack: v.optional(v.string("the name of an attack")),
    faults: v.optional(v.custom<Faults>(isFaults, FAULTS)),
    seed: wholeNumber(0),
    seeds: wholeNumber(1),
    weightBits: v.optional(v.picklist([8, 16, 32], "8, 16 or 32")),
    workers: wholeNumber(1),
    out: text("the name of a folder", (folder) => folder.trim() !== ""),
  } satisfies Record<keyof ExperimentConfig, v.GenericSchema>,
);

/**
 * Checks what somebody has set.
 *
 * @param values Keys of `ExperimentConfig` with values of any kind.
 * @param nameOf What a message calls a key.
 * @throws {UsageError} An unknown key, or a value against its rule; the first one found is told.
 */
export function checkSettings(
  values: Readonly<Record<string, unknown>>,
  nameOf: (key: string) => string,
): Settings {
  const result = v.safeParse(SCHEMA, values, { abortPipeEarly: true });
  if (result.success) {
    const settings = result.output as Settings;
    for (const [key, parse] of PARSERS) checkText(settings[key], nameOf(key), parse);
    return settings;
  }
  const [issue] = result.issues;
  const key = String(issue.path?.[0].key);
  if (issue.expected === "never") {
    throw new UsageError(`${nameOf(key)} is not a known key; did you mean "${nearestKey(key)}"?`);
  }
  throw new UsageError(`${nameOf(key)} must be ${issue.message}, got ${shown(issue.input)}.`);
}

/** Texts with a grammar are checked by their parsers, whose messages say what is wrong with which part. */
const PARSERS: readonly (readonly [TextKey, (text: string) => unknown])[] = [
  ["experiment", parseExperiment],
  ["data", parseDataSpec],
  ["moreData", parseDataSpec],
  ["test", parseDataSpec],
  ["split", parseSplit],
  ["network", (text) => parseNetwork(text, 1)],
  ["strategy", (text) => namedParts(text).forEach(parseStrategy)],
  ["up", parseUpload],
  ["down", parseCodec],
  ["attack", parseAttack],
];

type TextKey = { [K in keyof Settings]-?: string extends Settings[K] ? K : never }[keyof Settings];

function checkText(text: string | undefined, name: string, parse: (text: string) => unknown): void {
  try {
    if (text !== undefined) parse(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // "The experiment" is no flag, and its parser's message names it.
    throw new UsageError(name === THE_EXPERIMENT ? error.message : `${name}: ${error.message}`);
  }
}

/** What a message calls the argument that names the experiment. */
export const THE_EXPERIMENT = "The experiment";

function shown(value: unknown): string {
  return typeof value === "number" ? `${value}` : JSON.stringify(value);
}

/** People write the flag's name in the file too: `lr` is near to learningRate. */
function nearestKey(key: string): string {
  const keys = new Map(Object.keys(SCHEMA.entries).map((known) => [known, known]));
  for (const [known, { flag }] of Object.entries(FLAGS)) keys.set(flag, known);
  return keys.get(nearest(key, [...keys.keys()]))!;
}

function parseExperiment(name: string): void {
  if (name === "central" || name === "compare") return;
  try {
    parsePartition(name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UsageError(misnamed("experiment", name, EXPERIMENTS, PARTITION_RULE));
  }
}

function isSource(name: string): boolean {
  return /^[^:\s]+(:.+)?$/.test(name);
}

function isFaults(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const chances = Object.entries(value);
  const known = chances.every(([kind, chance]) =>
    (kind === "workerKilled" || (FAULT_KINDS as readonly string[]).includes(kind)) &&
    typeof chance === "number" && chance >= 0 && chance <= 1
  );
  return known && sumOf(chances, ([, chance]) => chance) <= 1;
}
