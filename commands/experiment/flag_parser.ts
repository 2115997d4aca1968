import { type Command, Option } from "commander";
import {
  checkSettings,
  flagsOf,
  readJsonObject,
  type Settings,
  THE_EXPERIMENT,
  withUserPaths,
} from "../../lib/experiment/light.ts";
import { parseFlags } from "../shared/project_command.ts";
import { userPath } from "../../lib/files/mod.ts";

const FLAGS = flagsOf();

/** Gives a command the flag of each setting, in groups. */
export function withFlags(command: Command): Command {
  command.configureHelp({ visibleArguments: () => [] });
  for (const { flag, value, group, help } of FLAGS) {
    const option = new Option(value ? `--${flag} <${value}>` : `--${flag}`, help).helpGroup(`${group}:`);
    command.addOption(option);
  }
  return command;
}

/**
 * Reads arguments.
 *
 * @throws {UsageError} An unknown flag, or one without its value.
 */
export function parseArguments(
  command: Command,
  args: readonly string[],
): Record<string, string | true> & { config?: string; resume?: string; force?: true } {
  // People write the file's key as a flag too: --batch-size is near to --batch.
  return parseFlags(command, args, FLAGS.map(({ key, flag }) => [key, flag])).opts();
}

/**
 * The settings that flags, and the experiment's name where one is given, set.
 *
 * @throws {UsageError} A value against its rule.
 */
export function settingsOf(flags: Readonly<Record<string, string | true>>, experiment?: string): Settings {
  const given = { ...valuesOf(flags), ...(experiment !== undefined && { experiment }) };
  return withUserPaths(checkSettings(given, nameOf));
}

/** The flags' values under their keys, not yet checked. */
function valuesOf(flags: Readonly<Record<string, string | true>>): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const { key, flag, value } of FLAGS) {
    const text = flags[camelCase(flag)];
    if (text !== undefined) given[key] = valueOf(value, text);
  }
  return given;
}

function valueOf(kind: string | undefined, text: string | true): unknown {
  if (kind === "N" || kind === "NUMBER") return numberOf(`${text}`);
  return kind === "FILE" ? readJsonObject(userPath(`${text}`), '{"crash": 0.1, …}') : text;
}

/** A number, or the text itself where it is none, for the message. */
function numberOf(text: string): number | string {
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

/** The flag of a camel-case name. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function camelCase(flag: string): string {
  return flag.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** What a message calls a key of the configuration. */
export function nameOf(key: string): string {
  return key === "experiment" ? THE_EXPERIMENT : `--${FLAGS.find((one) => one.key === key)!.flag}`;
}
