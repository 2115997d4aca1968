import { reasonOf } from "../../errors/mod.ts";
import { DataError } from "../source.ts";

/**
 * Does something with a file or folder and turns a failure into a sentence for the user: "data/x cannot be written: the
 * disk is full."
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
