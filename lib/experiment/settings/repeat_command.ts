import { join } from "@std/path";
import { changedSettings } from "./changed_settings.ts";
import type { ExperimentConfig } from "./config.ts";
import { shellWord } from "./shell_word.ts";

/**
 * The command that gives a run's results again, for a POSIX shell in the project's folder: the experiment and the flags
 * that are not their defaults, without `--out`, so that it does not write over the run. Where the flags cannot say it, as
 * with the faults, which are a file, it names the run's own config.json, and another folder if that file names one.
 *
 * @param folder The folder of the run's results.
 */
export function repeatCommand(config: ExperimentConfig, folder: string): string {
  const changed = changedSettings(config).map(({ flag, value }) => ({ flag, value }));
  const words = changed.some(({ value }) => !fitsALine(value))
    ? [
      "--config",
      join(folder, "config.json"),
      ...config.out === undefined ? [] : ["--out", `${folder}-again`],
    ]
    : changed.flatMap(({ flag, value }) => flagWords(flag, value));
  return ["deno", "task", "experiment", config.experiment, ...words].map(shellWord).join(" ");
}

/** Not an object, nor a text with line ends or other control characters. */
function fitsALine(value: unknown): boolean {
  return typeof value !== "object" && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(`${value}`);
}

/** A value that begins with a dash would be taken for a flag. */
function flagWords(flag: string, value: unknown): string[] {
  if (value === true) return [`--${flag}`];
  return `${value}`.startsWith("-") ? [`--${flag}=${value}`] : [`--${flag}`, `${value}`];
}
