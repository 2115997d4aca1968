import { FileError, readText, userPath } from "../../files/mod.ts";
import type { Settings } from "./config.ts";
import { checkSettings } from "./check_settings.ts";
import { UsageError } from "../../errors/mod.ts";
import { withPathsOfFile } from "./setting_paths.ts";

/**
 * Reads a configuration file: a JSON object of any of the keys of `ExperimentConfig`.
 *
 * @param path As the user gave it; see `withPathsOfFile` for the paths in it.
 * @throws {UsageError} No such file, no JSON, an unknown key, or a value against its rule.
 */
export function readConfigFile(path: string): Settings {
  return withPathsOfFile(path, readOwnConfig(userPath(path)));
}

/** The same of the configuration that a run has saved, whose paths are as they were then. */
export function readOwnConfig(path: string): Settings {
  return checkSettings(readJsonObject(path), (key) => `${path}: "${key}"`);
}

/**
 * Reads a file with a JSON object.
 *
 * @param example What it may hold, for the message.
 * @throws {UsageError} No such file, or something else in it.
 */
export function readJsonObject(path: string, example = '{"rounds": 20, …}'): Record<string, unknown> {
  return parseObject(path, readSettingsText(path), example);
}

/** The longest file of settings that is read: 4 MiB. */
export const MOST_SETTINGS_BYTES = 2 ** 22;

/**
 * The text of a file somebody wrote settings into.
 *
 * @throws {UsageError} No such file, or one that is too long.
 */
export function readSettingsText(path: string): string {
  try {
    return readText(path, MOST_SETTINGS_BYTES);
  } catch (error) {
    throw error instanceof FileError ? new UsageError(error.message) : error;
  }
}

function parseObject(path: string, text: string, example: string): Record<string, unknown> {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new UsageError(
      `${path} must hold a JSON object, ${example}, got ${text.trim().slice(0, 40)}`,
    );
  }
  return values as Record<string, unknown>;
}
