import { GROUPS } from "./setting.ts";
import { SETTINGS } from "./table.ts";

/** What the help and docs/settings.md show of a setting: a row of the table of settings has all of it. */
export interface SettingText {
  /** Its flag without the dashes; absent for the experiment, which is the command's argument. */
  readonly flag?: string;
  /** Under which heading it stands. */
  readonly group: string;
  /** What it sets, in one line, without the default. */
  readonly help: string;
  /** What stands for its value; a switch has none. */
  readonly rule: { readonly value?: string };
  /** The default, where it is the same in every run. */
  readonly initial?: unknown;
  /** The default for some values of another setting, by their names. */
  readonly initialBy?: { readonly values: Readonly<Record<string, unknown>> };
  /** In words, what holds where there is no default; with `initialBy`, for all other values. */
  readonly initialInWords?: string;
}

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
export function flagsOf(settings: Readonly<Record<string, SettingText>> = SETTINGS): Flag[] {
  const flags = Object.entries(settings).flatMap(([key, setting]) => {
    const { flag, group, help, rule } = setting;
    if (flag === undefined) return [];
    return [{ key, flag, group, value: rule.value, help: `${help} (${initialText(setting)})` }];
  });
  return GROUPS.flatMap((group) => flags.filter((flag) => flag.group === group));
}

/** The default of a setting in words: "10", "no", "one for each core", "0.001 for adam, 0.05 for sgd". */
export function initialText({ initial, initialBy, initialInWords }: SettingText): string {
  if (typeof initial === "boolean") return initial ? "yes" : "no";
  if (initial !== undefined) return `${initial}`;
  const some = Object.entries(initialBy?.values ?? {}).map(([name, value]) => `${value} for ${name}`);
  return [...some, ...(initialInWords === undefined ? [] : [initialInWords])].join(", ");
}
