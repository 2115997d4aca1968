import { print } from "../commands/shared/print.ts";
import { ENDED_BY_DOWN, type Guarded, pause } from "./guarded.ts";

/** Seconds before a program that fell is started again: at first, and at most. */
const FIRST_PAUSE = 5, LONGEST_PAUSE = 60;
/** A program that lasted so many seconds is no longer one that cannot start. */
const SETTLED = 60;

/**
 * Keeps a program running: started again when it falls, at ever longer intervals while it falls at once, until the
 * signal fires or `cluster down` ends it.
 */
export async function keepRunning(
  name: string,
  start: () => Guarded | Promise<Guarded>,
  signal: AbortSignal,
): Promise<void> {
  let wait = FIRST_PAUSE;
  while (!signal.aborted) {
    const since = performance.now();
    const program = await start();
    const aborted = new Promise<undefined>((done) =>
      signal.aborted
        ? done(undefined)
        : signal.addEventListener("abort", () => done(undefined), { once: true })
    );
    const code = await Promise.race([program.code, aborted]);
    if (code === undefined) return await program.stop();
    if (code === ENDED_BY_DOWN) return;
    if (performance.now() - since > 1000 * SETTLED) wait = FIRST_PAUSE;
    print(`${name} has ended with code ${code}; started again in ${wait} s`);
    await pause(wait, signal);
    wait = Math.min(2 * wait, LONGEST_PAUSE);
  }
}
