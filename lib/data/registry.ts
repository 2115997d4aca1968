import { noSuch } from "../errors/mod.ts";
import { loadCached } from "./cache/cache.ts";
import { WIDEST_PEN } from "../drawing/mod.ts";
import { DataError, type Loaded, type LoadOptions, type Source } from "./source.ts";

/** All sources by name. Each is imported when it is asked for: drawing ink needs no XML parser. */
export const SOURCES: Readonly<Record<string, () => Promise<Source>>> = {
  ink: async () => (await import("./ink/mod.ts")).inkSource,
  crohme: async () => (await import("./crohme/mod.ts")).crohmeSource,
  folder: async () => (await import("./folder/mod.ts")).folderSource,
  digits: async () => (await import("./digits.ts")).digitsSource,
};

/** What `--data NAME[:PATH]` says. */
export interface DataSpec {
  /** A name among `SOURCES`. */
  readonly name: string;
  /** A file or folder, where one is given. */
  readonly path?: string;
}

/**
 * Reads `NAME` or `NAME:PATH`; the path begins after the first colon and may hold more of them. Whether the source
 * wants a path is checked when it is loaded.
 *
 * @throws {DataError} No such name.
 */
export function parseDataSpec(text: string): DataSpec {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  if (!Object.hasOwn(SOURCES, name)) {
    throw new DataError(noSuch("data source", name, Object.keys(SOURCES)));
  }
  return colon < 0 || colon === text.length - 1 ? { name } : { name, path: text.slice(colon + 1) };
}

/** Whether the images that `NAME[:PATH]` names depend on an option. @throws {DataError} No such name. */
export async function sourceHeeds(text: string, option: "seed" | "penWidth"): Promise<boolean> {
  return (await SOURCES[parseDataSpec(text).name]()).heeds.includes(option);
}

/** What loading may be told beside the source. */
export interface DataOptions extends Omit<LoadOptions, "path"> {
  /** Where prepared data is kept; default `data/cache`. */
  readonly cacheFolder?: string;
}

/**
 * Loads the images that `NAME[:PATH]` names; the second time from the prepared file in the cache folder.
 *
 * @throws {DataError} No such name; a path where none belongs, or none where one is needed; a pen of another width than
 * above 0 and up to 10 pixels; nothing usable there.
 *
 * @example
 * ```ts
 * import { loadData } from "@fedink/fedink/data";
 *
 * const { dataset } = await loadData("ink", { seed: 1, count: 100 });
 * console.log(dataset.labels.length); // 100
 * ```
 */
export async function loadData(text: string, options: DataOptions): Promise<Loaded> {
  const { name, path } = parseDataSpec(text);
  const source = await SOURCES[name]();
  if (source.path === "required" && path === undefined) {
    throw new DataError(`The source ${name} needs a file or folder: ${name}:PATH; got "${text}".`);
  }
  if (source.path === "none" && path !== undefined) {
    throw new DataError(`The source ${name} takes no path; got "${text}".`);
  }
  const { cacheFolder, ...rest } = options;
  const { penWidth } = rest;
  if (penWidth !== undefined && !(penWidth > 0 && penWidth <= WIDEST_PEN)) {
    throw new DataError(`The pen width is above 0 and at most ${WIDEST_PEN} pixels; got ${penWidth}.`);
  }
  return loadCached(source, { ...rest, path }, cacheFolder);
}
