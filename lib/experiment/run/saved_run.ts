import { basename, dirname, join, resolve } from "@std/path";
import { checkedConfig } from "../settings/checked_config.ts";
import type { ExperimentConfig } from "../settings/config.ts";
import { readOwnConfig } from "../settings/config_file.ts";
import { UsageError } from "../../errors/mod.ts";
import { pathKind } from "../../files/mod.ts";

/** A saved model, and what its run's configuration tells of it. */
export interface SavedRun {
  /** The folder with model.json. */
  readonly folder: string;
  /** The configuration it was trained with; absent where it is not known. */
  readonly config?: ExperimentConfig;
  /** Why it is not known, as a clause. */
  readonly unknown?: string;
}

/**
 * Finds a saved model, in the folder named or, where that is a run's, in its `model/`; and the config.json in that
 * folder or, in a run's, above it.
 *
 * @throws {UsageError} A run with several models.
 */
export function findSavedRun(path: string): SavedRun {
  const folder = modelFolder(path);
  const file = configFile(folder);
  if (file === undefined) return { folder, unknown: `there is no config.json beside ${folder}` };
  try {
    const { experiment, ...settings } = readOwnConfig(file);
    if (experiment === undefined) return { folder, unknown: `${file} names no experiment` };
    return { folder, config: checkedConfig({ experiment, ...settings }) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { folder, unknown: error.message.replace(/\.$/, "") };
  }
}

function modelFolder(path: string): string {
  if (isFile(join(path, "model.json"))) return path;
  const inside = join(path, "model");
  if (isFile(join(inside, "model.json"))) return inside;
  const several = [path, inside].flatMap((folder) =>
    foldersIn(folder).map((name) => join(folder, name)).filter((one) => isFile(join(one, "model.json")))
  );
  if (several.length === 0) return path;
  throw new UsageError(`${path} holds several models; name one of them: ${several.sort().join(", ")}.`);
}

/** In the model's own folder, or a run's: RUN/model, RUN/model/METHOD. */
function configFile(folder: string): string | undefined {
  const parent = dirname(resolve(folder));
  const runs = basename(resolve(folder)) === "model"
    ? [join(folder, "..")]
    : basename(parent) === "model"
    ? [join(folder, "..", "..")]
    : [];
  return [folder, ...runs].map((one) => join(one, "config.json")).find(isFile);
}

function foldersIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return pathKind(path) === "file";
}
