import { noSuch } from "../errors/mod.ts";
import { loadCached, streamCached } from "./cache/cache.ts";
import type { StreamedData } from "./cache/prepared_stream.ts";
import { WIDEST_PEN } from "../drawing/mod.ts";
import { DataError, type Loaded, type LoadOptions, type ReaderLoadOptions, type Source } from "./source.ts";

/** All sources by name. Each is imported only when it is asked for: drawing ink needs no XML parser. */
export const SOURCES: Readonly<Record<string, () => Promise<Source>>> = {
  ink: async () => (await import("./ink/source.ts")).inkSource,
  crohme: async () => (await import("./crohme/mod.ts")).crohmeSource,
  folder: async () => (await import("./folder/mod.ts")).folderSource,
  digits: async () => (await import("./digits.ts")).digitsSource,
};

/** The parts of `--data NAME[:PATH]`. */
export interface DataSpec {
  /** A name in `SOURCES`. */
  readonly name: string;
  /** A file or folder, where one is given. */
  readonly path?: string;
}

/**
 * Parses `NAME` or `NAME:PATH`; the path begins after the first colon and may contain further colons. Whether the
 * source needs a path is checked when it is loaded.
 *
 * @throws {DataError} There is no source of that name.
 */
export function parseDataSpec(text: string): DataSpec {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  if (!Object.hasOwn(SOURCES, name)) {
    throw new DataError(noSuch("data source", name, Object.keys(SOURCES)));
  }
  return colon < 0 || colon === text.length - 1 ? { name } : { name, path: text.slice(colon + 1) };
}

/**
 * Whether the images of the source `NAME[:PATH]` depend on an option.
 *
 * @throws {DataError} There is no source of that name.
 */
export async function sourceHeeds(text: string, option: "seed" | "penWidth"): Promise<boolean> {
  return (await SOURCES[parseDataSpec(text).name]()).heeds.includes(option);
}

/** Where prepared data is kept. */
export interface CacheOptions {
  /** A folder; default `data/cache`. */
  readonly cacheFolder?: string;
}

/** Options of `loadData`. */
export interface DataOptions extends Omit<LoadOptions, "path">, CacheOptions {}

/** Options of `loadReaderData`. */
export interface ReaderDataOptions extends Omit<ReaderLoadOptions, "path">, CacheOptions {}

/**
 * Loads the plain images of the source `NAME[:PATH]`; the second time from the prepared file in the cache folder.
 *
 * @throws {DataError} There is no source of that name; it needs a path or takes none; the pen is not above 0 and at
 * most 10 pixels wide; or it finds nothing usable.
 *
 * @example
 * ```ts
 * import { loadData } from "@fedink/fedink/data";
 *
 * const { dataset } = await loadData("ink", { seed: 1, count: 100 });
 * console.log(dataset.labels.length); // 100
 * ```
 */
export async function loadData(text: string, { cacheFolder, ...options }: DataOptions): Promise<Loaded> {
  const { source, path } = await sourceAt(text, options);
  return loadCached(source, { ...options, path }, cacheFolder);
}

/**
 * Prepares the plain images of the source `NAME[:PATH]` as `loadData` does, and leaves them on disk: the engine's workers
 * read each when a batch needs it, so that a data set may be larger than the memory. Labels and writers are held.
 *
 * @throws {DataError} As `loadData`; or the prepared file cannot be written or read.
 *
 * @example
 * ```ts
 * import { streamData } from "@fedink/fedink/data";
 * import { openExamples } from "@fedink/fedink/engine";
 *
 * const { examples, labels } = await streamData("ink", { seed: 1, count: 100 });
 * const images = await openExamples(examples); // federated() takes `examples` as they are
 * console.log(images.imageBytes === 45 * 45, images.label(9) === labels[9]); // true true
 * ```
 */
export async function streamData(
  text: string,
  { cacheFolder, ...options }: DataOptions,
): Promise<StreamedData> {
  const { source, path } = await sourceAt(text, options);
  return streamCached(source, { ...options, path }, cacheFolder);
}

/**
 * Loads images for a reader of expressions from the source `NAME[:PATH]`, of the classes `READER_CLASSES`; the second
 * time from the prepared file in the cache folder.
 *
 * @throws {DataError} There is no source of that name, or it has no images for a reader; it needs a path or takes none;
 * the pen is not above 0 and at most 10 pixels wide; or it finds nothing usable.
 */
export async function loadReaderData(
  text: string,
  { cacheFolder, ...options }: ReaderDataOptions,
): Promise<Loaded> {
  const { source: { name, forReader }, path } = await sourceAt(text, options);
  if (!forReader) throw new DataError(`The source ${name} has no images for a reader of expressions.`);
  return loadCached({ name, ...forReader }, { ...options, path }, cacheFolder);
}

async function sourceAt(
  text: string,
  { penWidth }: Pick<LoadOptions, "penWidth">,
): Promise<{ readonly source: Source; readonly path?: string }> {
  const { name, path } = parseDataSpec(text);
  const source = await SOURCES[name]();
  if (source.path === "required" && path === undefined) {
    throw new DataError(`The source ${name} needs a file or folder: ${name}:PATH; got "${text}".`);
  }
  if (source.path === "none" && path !== undefined) {
    throw new DataError(`The source ${name} takes no path; got "${text}".`);
  }
  if (penWidth !== undefined && !(penWidth > 0 && penWidth <= WIDEST_PEN)) {
    throw new DataError(`The pen width must be above 0 and at most ${WIDEST_PEN} pixels; got ${penWidth}.`);
  }
  return { source, path };
}
