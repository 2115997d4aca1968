import { FAULT_KINDS } from "../../federated/mod.ts";
import { sum } from "../../numbers/mod.ts";

const KINDS: readonly string[] = [...FAULT_KINDS, "workerKilled"];

/** The rule for the faults of a run, for messages. */
export const FAULTS_RULE: string = `an object of chances, of together 1 at most: ${KINDS.join(", ")}`;

/** Whether a JSON value is an object of known kinds of faults with their chances, 0 to 1, which add up to at most 1. */
export function isFaults(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const chances = Object.entries(value);
  const known = chances.every(([kind, chance]) =>
    KINDS.includes(kind) && typeof chance === "number" && chance >= 0 && chance <= 1
  );
  return known && sum(chances.map(([, chance]) => chance)) <= 1;
}
