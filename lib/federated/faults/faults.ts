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

/** One of them. */
export type FaultKind = typeof FAULT_KINDS[number];

/**
 * The chance of each fault, for each client in each round, and that the worker dies which trains it; together at most
 * 1. What is left out does not happen.
 */
export type Faults = Readonly<Partial<Record<FaultKind | "workerKilled", number>>>;

/** How many times as long a step of a straggler takes. */
export const STRAGGLER_FACTOR = 10;

/** What goes wrong with a client in a round, at most one thing: the same for the same seed. */
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
