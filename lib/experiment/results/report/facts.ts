import { bothCasesNote } from "../../../symbols/mod.ts";
import { changedSettings } from "../../settings/changed_settings.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import { initialText } from "../../settings/flags.ts";
import type { Setting } from "../../settings/setting.ts";
import { SETTINGS } from "../../settings/table.ts";
import type { Material } from "../../run/material.ts";
import type { Summary } from "../summary.ts";
import { headline } from "./headline.ts";
import { settingText } from "./settings_section.ts";

/** What a report begins with, as pairs of name and value: the result, then what it is the result of. */
export function facts(
  config: ExperimentConfig,
  { data, notes, skips }: Material,
  summary: Summary,
  ceilings: readonly string[] = [],
): [name: string, value: string][] {
  const letters = bothCasesNote(data.classes);
  return [
    ["Result", headline(config, summary)],
    ...(ceilings.length > 0 ? [["To compare with", ceilings.join(" ")] satisfies [string, string]] : []),
    ["Settings", changedText(config)],
    ["Data", [config.data, ...notes].join("; ")],
    ["Images", `${summary.images.train} to train on, ${summary.images.test} to test on (${summary.testSet})`],
    ...skips.map(({ reason, count }): [string, string] => ["Left out", `${count} × ${reason}`]),
    ...(letters === undefined ? [] : [["Letters", letters] satisfies [string, string]]),
  ];
}

/** "rounds 2 (default 20), secure yes (default no)". */
function changedText(config: ExperimentConfig): string {
  const texts = changedSettings(config).map(({ key, flag, value, initial }) => {
    const usual = initial === undefined ? initialText(SETTINGS[key] as Setting) : settingText(initial);
    return `${flag} ${settingText(value)} (default ${usual})`;
  });
  return texts.length === 0 ? "all defaults" : texts.join(", ");
}
