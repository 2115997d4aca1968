import type { ExperimentConfig, Settings } from "./config.ts";
import type { Setting } from "./setting.ts";
import { SETTINGS } from "./table.ts";

/**
 * The defaults of a table of settings: first those that are the same in every run, then those that depend on another setting,
 * the learning rate before the sample, as config.json has always had them.
 *
 * @param given What was set.
 */
export function defaultsOf(
  given: Settings,
  settings: Readonly<Record<string, Setting>> = SETTINGS,
): Settings {
  const rows = Object.entries(settings);
  const fixed = Object.fromEntries(
    rows.flatMap(([key, { initial }]) => initial === undefined ? [] : [[key, initial]]),
  );
  const known: Settings = { ...fixed, ...given };
  const others = rows.toReversed().flatMap(([key, { initialBy }]) => {
    const name = initialBy && known[initialBy.key];
    return name !== undefined && Object.hasOwn(initialBy!.values, name)
      ? [[key, initialBy!.values[name]]]
      : [];
  });
  return { ...fixed, ...Object.fromEntries(others) };
}

/**
 * The whole configuration: what was set, and for the rest the defaults.
 *
 * @param settings Checked settings, among them the experiment.
 */
export function completeConfig(settings: Settings & Pick<ExperimentConfig, "experiment">): ExperimentConfig {
  const { experiment, ...rest } = settings;
  return { experiment, ...defaultsOf(rest), ...rest } as ExperimentConfig;
}

/**
 * The settings that somebody has meant in a file. One that holds every key, such as a run's own `config.json`, means none in
 * particular, and a value that is the default does not either.
 */
export function meantSettings(settings: Settings): (keyof Settings)[] {
  const fixed = Object.entries(SETTINGS).filter(([, { initial }]) => initial !== undefined);
  if (fixed.every(([key]) => key in settings)) return [];
  const { optimizer } = settings;
  const defaults = completeConfig({ experiment: "iid", ...(optimizer && { optimizer }) });
  return (Object.keys(settings) as (keyof Settings)[]).filter((key) => settings[key] !== defaults[key]);
}
