import * as v from "valibot";
import { nearest, UsageError, UserError } from "../../errors/mod.ts";
import type { Settings } from "./config.ts";
import { flagsOf } from "./flags.ts";
import type { Setting } from "./setting.ts";
import { SETTINGS } from "./table.ts";

/** The schema of a table of settings: any of its keys, each with a value by its rule. */
export function schemaOf(settings: Readonly<Record<string, Setting>> = SETTINGS) {
  return v.strictObject(
    Object.fromEntries(Object.entries(settings).map(([key, { rule }]) => [key, v.optional(rule.schema)])),
  );
}

const SCHEMA = schemaOf();

/**
 * Checks what somebody has set.
 *
 * @param values Keys of `ExperimentConfig` with values of any kind.
 * @param nameOf What a message calls a key.
 * @throws {UsageError} An unknown key, or a value against its rule; the message names the first one.
 */
export function checkSettings(
  values: Readonly<Record<string, unknown>>,
  nameOf: (key: string) => string,
): Settings {
  const result = v.safeParse(SCHEMA, values, { abortPipeEarly: true });
  if (result.success) {
    const settings = result.output as Settings;
    for (const [key, { parse }] of Object.entries<Setting>(SETTINGS)) {
      if (parse) checkText(settings[key as keyof Settings] as string | undefined, nameOf(key), parse);
    }
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
  const keys = new Map(Object.keys(SETTINGS).map((known) => [known, known]));
  for (const { key, flag } of flagsOf()) keys.set(flag, key);
  return keys.get(nearest(key, [...keys.keys()]))!;
}
