import { relative, resolve } from "@std/path";
import { userPath } from "../../files/mod.ts";
import type { Settings } from "./config.ts";
import type { Setting } from "./setting.ts";
import { SETTINGS } from "./table.ts";

/** Settings with every path in them the user's. */
export function withUserPaths(settings: Settings): Settings {
  const table: Readonly<Record<string, Setting>> = SETTINGS;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const { withUserPath } = table[key];
      return [key, withUserPath && typeof value === "string" ? withUserPath(value) : value];
    }),
  );
}

/**
 * Settings from a file: the paths in one that lies in the project's folder, such as a run's own `config.json`, begin at
 * that folder; those in another where the user stands.
 */
export function withPathsOfFile(file: string, settings: Settings): Settings {
  const inProject = !relative(Deno.cwd(), resolve(userPath(file))).startsWith("..");
  return inProject ? settings : withUserPaths(settings);
}
