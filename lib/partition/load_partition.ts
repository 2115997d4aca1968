import type { Partition } from "./partition.ts";
import type { partition } from "./partition_by_spec.ts";
import { isDrawn, plainPartition } from "./plain_partition.ts";

/**
 * Deals the training images to the clients as `partition` does. What draws from a Dirichlet distribution is loaded only
 * for a partition that needs it: its package takes as long to load as all the rest of an experiment.
 *
 * @throws {PartitionError} The images cannot be dealt so.
 */
export async function loadPartition(
  ...[spec, ...images]: Parameters<typeof partition>
): Promise<Partition> {
  if (!isDrawn(spec)) return plainPartition(spec, ...images);
  return (await import("./partition_by_spec.ts")).partition(spec, ...images);
}
