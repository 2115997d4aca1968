import { visible, visibleJson } from "../charts/visible.ts";

/**
 * Prints lines on stdout. All that a command says goes through here: names and labels come from files of others, and
 * what in them a terminal would act on is shown instead.
 */
export function print(...lines: readonly string[]): void {
  lines.forEach((line) => console.log(visible(line)));
}

/** Prints lines on stderr. */
export function printError(...lines: readonly string[]): void {
  lines.forEach((line) => console.error(visible(line)));
}

/** Prints a value as JSON. */
export function printJson(value: unknown): void {
  console.log(visibleJson(value, 1));
}
