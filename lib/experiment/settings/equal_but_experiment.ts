import type { ExperimentConfig } from "./config.ts";
import { SETTINGS } from "./table.ts";
import { reasonWithoutEffect } from "./without_effect.ts";

/**
 * Whether `other` is the run of `config` but for how the images are spread: every setting that decides what a run learns,
 * and has an effect in `other`, has the same value and an effect in `config` too. So central training, which has no clients,
 * need not have the same number of them.
 *
 * @param other A configuration of one experiment, not of "compare".
 */
export function equalButExperiment(config: ExperimentConfig, other: ExperimentConfig): boolean {
  const keys = Object.keys(SETTINGS) as (keyof ExperimentConfig)[];
  return keys.every((key) =>
    key === "experiment" || SETTINGS[key].indifferent || reasonWithoutEffect(key, other) !== undefined ||
    reasonWithoutEffect(key, config) === undefined &&
      JSON.stringify(config[key]) === JSON.stringify(other[key])
  );
}
