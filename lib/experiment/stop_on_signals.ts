/** Exit codes of a process that was asked to stop: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** A wish to stop from outside. */
export interface Stop {
  /** Fires at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** 0 where there was none. */
  exitCode(): number;
}

/** Ctrl-C or a polite kill stops in order, with what is finished kept; the second one stops at once. */
export function stopOnSignals(): Stop {
  const controller = new AbortController();
  let code = 0;
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    // Windows knows no SIGTERM.
    if (Deno.build.os === "windows" && name === "SIGTERM") continue;
    Deno.addSignalListener(name as keyof typeof EXIT_CODES, () => {
      if (code !== 0) Deno.exit(exitCode);
      code = exitCode;
      controller.abort();
    });
  }
  return { signal: controller.signal, exitCode: () => code };
}
