import { visible, visibleJson } from "../../lib/charts/visible.ts";

/**
 * Prints lines on stdout. All that a command says goes through here: names and labels come from files of others, and
 * what in them a terminal would act on is shown instead.
 */
export function print(...lines: readonly string[]): void {
  lines.forEach((line) => unlessClosed(() => console.log(visible(line))));
}

/** Prints lines on stderr. */
export function printError(...lines: readonly string[]): void {
  lines.forEach((line) => unlessClosed(() => console.error(visible(line))));
}

/** Prints a value as JSON. */
export function printJson(value: unknown): void {
  unlessClosed(() => console.log(visibleJson(value, 1)));
}

/** In a terminal that was closed nobody reads what is told: the system calls it EIO, and no command fails for it. */
function unlessClosed(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    if ((error as { code?: string }).code !== "EIO") throw error;
  }
}
