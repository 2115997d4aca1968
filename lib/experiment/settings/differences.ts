import type { ExperimentConfig } from "./config.ts";
import { SETTINGS } from "./table.ts";
import { valueText } from "./value_text.ts";
import { reasonWithoutEffect } from "./without_effect.ts";

/** A setting that is not the same in several runs. */
export interface Difference {
  /** Its key in the configuration. */
  readonly key: keyof ExperimentConfig;
  /** What it is in each run, in words: its value, "not set", or "no effect" where it changes nothing. */
  readonly values: readonly string[];
}

/** Where results go and how many threads train makes no run another one. */
const ELSEWHERE: readonly string[] = ["out", "workers"] satisfies (keyof ExperimentConfig)[];

const NO_EFFECT = "no effect";

/** The settings in which those runs differ that they have an effect in, in the order of the table of settings. */
export function differences(configs: readonly ExperimentConfig[]): Difference[] {
  const keys = Object.keys(SETTINGS) as (keyof ExperimentConfig)[];
  return keys.filter((key) => !ELSEWHERE.includes(key)).flatMap((key) => {
    const values = configs.map((config) =>
      reasonWithoutEffect(key, config) === undefined ? inWords(config[key]) : NO_EFFECT
    );
    const effective = new Set(values.filter((value) => value !== NO_EFFECT));
    return effective.size > 1 ? [{ key, values }] : [];
  });
}

function inWords(value: unknown): string {
  return value === undefined ? "not set" : valueText(value);
}

/** The settings that decide which images a run is tested on, but for the seed that draws them. */
export function testSetKeys({ test }: ExperimentConfig): (keyof ExperimentConfig)[] {
  const given: (keyof ExperimentConfig)[] = ["test", "penWidth", "images", "validation"];
  return test === undefined ? ["data", "moreData", "sample", "split", ...given] : given;
}
