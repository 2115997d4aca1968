import { relative, resolve } from "@std/path";
import { isInk, type Settings } from "./config.ts";
import { strategyWithPaths } from "./load_strategy.ts";
import { userPath, userSource } from "../../files/mod.ts";

/** Settings with every path in them the user's. */
export function withUserPaths(settings: Settings): Settings {
  const { data, moreData, test, start, strategy, out } = settings;
  return {
    ...settings,
    ...(data !== undefined && { data: userSource(data) }),
    ...(moreData !== undefined && { moreData: userSource(moreData) }),
    ...(test !== undefined && { test: userSource(test) }),
    ...(start !== undefined && !isInk(start) && { start: userPath(start) }),
    ...(strategy !== undefined && { strategy: strategyWithPaths(strategy, userPath) }),
    ...(out !== undefined && { out: userPath(out) }),
  };
}

/**
 * Settings from a file: the paths in one that lies in the project's folder, such as a run's own `config.json`, begin at
 * that folder; those in another where the user stands.
 */
export function withPathsOfFile(file: string, settings: Settings): Settings {
  const inProject = !relative(Deno.cwd(), resolve(userPath(file))).startsWith("..");
  return inProject ? settings : withUserPaths(settings);
}
