import { misnamed, type NamedRow, UsageError, UserError } from "../../errors/mod.ts";
import { parsePartition, PARTITION_RULE, PARTITIONS } from "../../partition/light.ts";

/** The experiments, each with its description. */
export const EXPERIMENTS: readonly NamedRow[] = [
  ["central", "all images in one place, the ceiling"],
  ...PARTITIONS,
  ["compare", "central, iid and non-iid, in one chart"],
];

/**
 * Checks the name of an experiment.
 *
 * @throws {UsageError} No experiment has that name, or its number is against the rule.
 */
export function checkExperiment(name: string): void {
  if (name === "central" || name === "compare") return;
  try {
    parsePartition(name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UsageError(misnamed("experiment", name, EXPERIMENTS, PARTITION_RULE));
  }
}
