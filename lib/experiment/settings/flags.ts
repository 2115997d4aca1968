import { GROUPS, type Setting } from "./setting.ts";
import { SETTINGS } from "./table.ts";

/** A flag of the command line. */
export interface Flag {
  /** The key of the configuration that it sets. */
  readonly key: string;
  /** Its name, without the leading dashes. */
  readonly flag: string;
  /** What stands for its value in the help; a flag without one is a switch. */
  readonly value?: string;
  /** Under which heading the help lists it. */
  readonly group: string;
  /** What it sets, with the default in brackets. */
  readonly help: string;
}

/** The flags of a table of settings, group by group; the experiment has none. */
export function flagsOf(settings: Readonly<Record<string, Setting>> = SETTINGS): Flag[] {
  const flags = Object.entries(settings).flatMap(([key, setting]) => {
    const { flag, group, help, rule } = setting;
    if (flag === undefined) return [];
    return [{ key, flag, group, value: rule.value, help: `${help} (${initialText(setting)})` }];
  });
  return GROUPS.flatMap((group) => flags.filter((flag) => flag.group === group));
}

/** The default of a setting in words: "10", "no", "one for each core". */
export function initialText({ initial, initialInWords }: Setting): string {
  if (initialInWords !== undefined) return initialInWords;
  return typeof initial === "boolean" ? (initial ? "yes" : "no") : `${initial}`;
}
