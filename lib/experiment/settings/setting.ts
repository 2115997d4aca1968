import * as v from "valibot";
import type { ExperimentConfig, MaterialSettings } from "./config.ts";

/** The groups of the help and of docs/settings.md, in their order. */
export const GROUPS = [
  "Data",
  "Network",
  "Training",
  "Clients",
  "Communication and simulated time",
  "Privacy, attacks and faults",
  "Run and results",
] as const;

/** When a setting would change nothing, and why. */
export interface Idle {
  /** Whether it would, in such a run. */
  readonly when: (config: ExperimentConfig) => boolean;
  /** The reason, as the end of a sentence: "--clients has no effect here: …". */
  readonly why: string;
}

/** What a value may be. */
export interface Rule {
  /** Checks a value of JSON; its message ends the sentence "rounds must be …". */
  readonly schema: v.GenericSchema;
  /** What stands for the value in the help, as <N>; absent for a switch, which takes none. */
  readonly value?: string;
}

/** One setting of an experiment: all that is known of it, but for its meaning in full, which `ExperimentConfig` has. */
export interface Setting<Key extends keyof ExperimentConfig = keyof ExperimentConfig> {
  /** Its flag without the dashes; absent for the experiment, which is the command's argument. */
  readonly flag?: string;
  /** Where it stands in the help. */
  readonly group: typeof GROUPS[number];
  /** What it sets, in one line, without the default. */
  readonly help: string;
  /** What a value may be. */
  readonly rule: Rule;
  /** The default; absent where there is none, or where it depends on another setting. */
  readonly initial?: ExperimentConfig[Key];
  /** The default for some values of another setting, by their names. */
  readonly initialBy?: {
    readonly key: "data" | "optimizer";
    readonly values: Readonly<Record<string, ExperimentConfig[Key]>>;
  };
  /** In words, what holds where there is no default; with `initialBy`, for all other values. */
  readonly initialInWords?: string;
  /** Checks a text that has a grammar; throws what is wrong with which part. */
  readonly parse?: (text: string) => unknown;
  /** Makes the user's path of each path in a text. */
  readonly withUserPath?: (text: string) => string;
  /** Whether it decides nothing of what a run learns: where its results go, how many threads train, what the clock would say. */
  readonly indifferent?: true;
  /** Whether it decides which images are loaded. */
  readonly material: Key extends keyof MaterialSettings ? true : false;
  /** When it would change nothing; a setting that is given then is refused. The first that holds is told. */
  readonly idle?: readonly Idle[];
}

/** A table of settings: a row for each key of the configuration. */
export type SettingsTable = { readonly [Key in keyof ExperimentConfig]-?: Setting<Key> };

/** A whole number of at least `least`. */
export function wholeNumber(least: number): Rule {
  const rule = `a whole number of at least ${least}`;
  return {
    value: "N",
    schema: v.pipe(
      v.number(rule),
      v.integer(rule),
      v.minValue(least, rule),
      v.maxValue(Number.MAX_SAFE_INTEGER, "below 2^53"),
    ),
  };
}

/** A finite number for which `holds` is true; `rule` says so in words. */
export function number(rule: string, holds: (value: number) => boolean): Rule {
  return {
    value: "NUMBER",
    schema: v.pipe(v.number(rule), v.check((value) => Number.isFinite(value) && holds(value), rule)),
  };
}

/** A text for which `holds` is true; `rule` says so in words, `value` stands for it in the help. */
export function text(value: string, rule: string, holds: (value: string) => boolean = () => true): Rule {
  return { value, schema: v.pipe(v.string(rule), v.check(holds, rule)) };
}

/** One of some texts or numbers. */
export function choice(value: "NAME" | "N", options: readonly (string | number)[]): Rule {
  const rule = `${options.slice(0, -1).join(", ")} or ${options.at(-1)}`;
  return { value, schema: v.picklist([...options], rule) };
}

/** True or false; on the command line a flag without a value. */
export const SWITCH: Rule = { schema: v.boolean("true or false") };
