import { stream } from "../../random/mod.ts";

/** What can go wrong with a client in a round. */
export const FAULT_KINDS = [
  "crash",
  "straggler",
  "notFinite",
  "wrongLength",
  "stale",
  "duplicate",
] as const;

/** A kind of fault: one of `FAULT_KINDS`. */
export type FaultKind = typeof FAULT_KINDS[number];

/**
 * The chance of each fault, for each client in each round, and the chance that the worker which trains it is killed;
 * together at most 1. What is left out does not happen.
 */
export type Faults = Readonly<Partial<Record<FaultKind | "workerKilled", number>>>;

/** By what factor a step of a straggler takes longer. */
export const STRAGGLER_FACTOR = 10;

/** The fault of a client in a round, one at most. The same seed gives the same faults. */
export function faultOf(
  faults: Faults | undefined,
  seed: number,
  round: number,
  client: number,
): FaultKind | undefined {
  if (!faults) return;
  let left = stream(seed, "fault", round, client)();
  for (const kind of FAULT_KINDS) {
    left -= faults[kind] ?? 0;
    if (left < 0) return kind;
  }
}
