import type { RoundRecord } from "../run/run.ts";

/** Seconds a round took by this machine's clock, those in which the start of the run was trained before it among them. */
export function wallSecondsOf({ seconds, startSeconds = 0 }: RoundRecord): number {
  return seconds + startSeconds;
}
