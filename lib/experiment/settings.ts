import * as v from "valibot";
import { parseSplit } from "../data/split.ts";
import { parsePartition, PARTITIONS } from "../partition/mod.ts";
import type { ExperimentConfig, Settings } from "./config.ts";
import { FLAGS } from "./flags.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage_error.ts";

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

/** What can be run, as a list to be read. */
export const EXPERIMENT_NAMES = `central, ${PARTITIONS.map(([name]) => name).join(", ")} or compare`;

const SOURCE = "a source, NAME or NAME:PATH (ink, crohme:PATH, …)";

const SCHEMA = v.strictObject(
  {
    experiment: text(EXPERIMENT_NAMES, isExperiment),
    data: text(SOURCE, isSource),
    moreData: text(SOURCE, isSource),
    sample: wholeNumber(1),
    penWidth: number("a number of pixels above 0", (width) => width > 0),
    images: v.optional(v.picklist(["plain", "reader"], "plain or reader")),
    copies: wholeNumber(0),
    test: text(SOURCE, isSource),
    split: text(
      "official, random:F or writer:F, with F between 0 and 1 the share tested on",
      (name) => isRead(parseSplit, name),
    ),
    removeRepeats: v.optional(v.boolean("true or false")),
    network: v.optional(v.picklist(["original", "reader"], "original or reader")),
    clients: wholeNumber(1),
    rounds: wholeNumber(1),
    localEpochs: wholeNumber(1),
    batchSize: wholeNumber(1),
    optimizer: v.optional(v.picklist(["adam", "sgd"], "adam or sgd")),
    learningRate: number("a number above 0", (rate) => rate > 0),
    learningRateDecay: number("a number above 0 and up to 1", (factor) => factor > 0 && factor <= 1),
    momentum: number("a number from 0 to below 1", (momentum) => momentum >= 0 && momentum < 1),
    strategy: v.optional(v.picklist(["fedavg"], "fedavg")),
    sampledFraction: number("a number above 0 and up to 1", (share) => share > 0 && share <= 1),
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
  if (result.success) return result.output as Settings;
  const [issue] = result.issues;
  const key = String(issue.path?.[0].key);
  if (issue.expected === "never") {
    throw new UsageError(`${nameOf(key)} is not a known key; did you mean "${nearestKey(key)}"?`);
  }
  throw new UsageError(`${nameOf(key)} must be ${issue.message}, got ${shown(issue.input)}.`);
}

function shown(value: unknown): string {
  return typeof value === "number" ? `${value}` : JSON.stringify(value);
}

/** People write the flag's name in the file too: `lr` is near to learningRate. */
function nearestKey(key: string): string {
  const keys = new Map(Object.keys(SCHEMA.entries).map((known) => [known, known]));
  for (const [known, { flag }] of Object.entries(FLAGS)) keys.set(flag, known);
  return keys.get(nearest(key, [...keys.keys()]))!;
}

function isExperiment(name: string): boolean {
  return name === "central" || name === "compare" || isRead(parsePartition, name);
}

/** Whether a parser takes the text. */
function isRead(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

function isSource(name: string): boolean {
  return /^[^:\s]+(:.+)?$/.test(name);
}
