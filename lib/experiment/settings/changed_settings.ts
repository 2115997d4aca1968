import { defaultsOf } from "./complete_config.ts";
import type { ExperimentConfig } from "./config.ts";
import type { Setting } from "./setting.ts";
import { SETTINGS } from "./table.ts";
import { reasonWithoutEffect } from "./without_effect.ts";

/** A setting of a run that is not its default. */
export interface ChangedSetting {
  /** Its key in the configuration. */
  readonly key: keyof ExperimentConfig;
  /** Its flag without the dashes. */
  readonly flag: string;
  /** What it is. */
  readonly value: NonNullable<ExperimentConfig[keyof ExperimentConfig]>;
  /** What it is by default in such a run; absent where there is no default. */
  readonly initial?: ExperimentConfig[keyof ExperimentConfig];
}

/**
 * The settings of a run that are not their defaults and matter to it, in the order of the table. Left out are the
 * experiment itself, the folder of the results, and what has no effect in such a run.
 */
export function changedSettings(config: ExperimentConfig): ChangedSetting[] {
  const { experiment: _, ...given } = config;
  const defaults = defaultsOf(given);
  return (Object.entries(SETTINGS) as [keyof ExperimentConfig, Setting][]).flatMap(([key, { flag }]) => {
    const value = config[key], initial = defaults[key];
    if (flag === undefined || key === "out" || value === undefined || value === initial) return [];
    return reasonWithoutEffect(key, config) === undefined ? [{ key, flag, value, initial }] : [];
  });
}
