import { reasonOf } from "../../errors/mod.ts";
import { DataError } from "../source.ts";

/**
 * Does something with a file or folder, and tells a failure (no such folder, no space left, no permission) as a
 * sentence: "data/x cannot be written: No space left on device".
 *
 * @throws {DataError} `work` throws.
 */
export function onDisk<T>(path: string, deed: "read" | "written" | "made", work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new DataError(`${path} cannot be ${deed}: ${reasonOf(error)}.`);
  }
}
