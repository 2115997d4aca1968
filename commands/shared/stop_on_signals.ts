import process from "node:process";

/** Exit codes of a process that was asked to stop: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * What comes so soon after the first is the same wish: under `deno task` one Ctrl-C arrives twice, from the terminal and
 * from the task runner. SIGHUP is nobody's wish to hurry: a terminal that is closed sends it, and again when the shell in
 * it has ended.
 */
const SAME_WISH_MILLISECONDS = 1000;

/** A wish to stop from outside. */
export interface Stop {
  /** Fires at the first SIGINT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** 0 where there was none. */
  exitCode(): number;
}

/**
 * Ctrl-C, a polite kill, or the end of the terminal stops in order, with what is finished kept; a second one, a second
 * or more later, stops at once.
 */
export function stopOnSignals(): Stop {
  const controller = new AbortController();
  let code = 0, since = 0;
  // In a terminal that was closed nobody reads what is told, and no run is lost for it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    // Windows knows no SIGTERM.
    if (Deno.build.os === "windows" && name === "SIGTERM") continue;
    Deno.addSignalListener(name as keyof typeof EXIT_CODES, () => {
      if (code === 0) {
        code = exitCode;
        since = performance.now();
        controller.abort();
      } else if (name !== "SIGHUP" && performance.now() - since >= SAME_WISH_MILLISECONDS) {
        Deno.exit(exitCode);
      }
    });
  }
  return { signal: controller.signal, exitCode: () => code };
}
