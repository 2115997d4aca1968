import { FAULT_KINDS } from "../../federated/mod.ts";

const KINDS: readonly string[] = [...FAULT_KINDS, "workerKilled"];

/** What the faults of a run may be, for a message. */
export const FAULTS_RULE: string = `an object of chances, of together 1 at most: ${KINDS.join(", ")}`;

/** Whether a value of JSON gives a chance to each of some kinds of faults, together 1 at most. */
export function isFaults(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const chances = Object.entries(value);
  const known = chances.every(([kind, chance]) =>
    KINDS.includes(kind) && typeof chance === "number" && chance >= 0 && chance <= 1
  );
  return known && chances.reduce((sum, [, chance]) => sum + chance, 0) <= 1;
}
