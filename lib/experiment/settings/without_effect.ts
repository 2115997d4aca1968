import type { ExperimentConfig } from "./config.ts";
import { SETTINGS } from "./table.ts";

/** Why a setting changes nothing in such an experiment; undefined where it does. */
export function reasonWithoutEffect(
  key: keyof ExperimentConfig,
  config: ExperimentConfig,
  settings: typeof SETTINGS = SETTINGS,
): string | undefined {
  return settings[key].idle?.find(({ when }) => when(config))?.why;
}
