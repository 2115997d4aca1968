/** Each file of a source tree with the files of the project it imports; paths from the project's root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The folders of lib/ and, for each, the others it may import; "*" is all of them. */
export type Directions = Readonly<Record<string, readonly string[] | "*">>;

/** A line of a comment: a doc example's imports are not the file's. */
const COMMENT_LINE = /^\s*(?:\/\/|\/\*|\*).*$/gm;

const AT_ONCE = [
  /^\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
];

const SPECIFIERS = [
  ...AT_ONCE,
  /\bimport\(\s*["']([^"']+)["']/g,
  /\bnew URL\(\s*["']([^"']+)["']\s*,\s*import\.meta\.url/g,
];

/** What a module's text imports, loads later, or starts as a worker: the specifiers as written. */
export function specifiers(text: string): string[] {
  const code = text.replace(COMMENT_LINE, "");
  return SPECIFIERS.flatMap((pattern) => Array.from(code.matchAll(pattern), (match) => match[1]));
}

/** What is loaded together with a module: neither what it loads later nor what it takes types alone from. */
export function loadedAtOnce(text: string): string[] {
  const code = text.replace(COMMENT_LINE, "").replace(/^\s*(?:import|export) type\b[^;]*;/gm, "");
  return AT_ONCE.flatMap((pattern) => Array.from(code.matchAll(pattern), (match) => match[1]));
}

/** The import graph of sources given as path and text; packages are left out. */
export function importGraph(
  sources: ReadonlyMap<string, string>,
  specifiersOf: (text: string) => string[] = specifiers,
): ImportGraph {
  const resolve = (from: string, specifier: string) => {
    const path = new URL(specifier, `file:///${from}`).pathname.slice(1);
    return sources.has(`${path}.ts`) ? `${path}.ts` : path;
  };
  return new Map(
    Array.from(sources, ([path, text]) => [
      path,
      specifiersOf(text).filter((specifier) => specifier.startsWith(".")).map((name) => resolve(path, name)),
    ]),
  );
}

/** Every import that goes against the directions, as a sentence; none where all is well. */
export function violations(graph: ImportGraph, directions: Directions): string[] {
  const found: string[] = [];
  for (const [file, imports] of graph) {
    const allowed = directions[folderOf(file)!];
    if (!allowed) {
      found.push(`${file} is in a folder that the directions do not know`);
      continue;
    }
    for (const target of imports) {
      const folder = folderOf(target);
      if (folder === undefined) found.push(`${file} imports ${target}, outside lib/`);
      else if (folder !== folderOf(file) && allowed !== "*" && !allowed.includes(folder)) {
        found.push(
          `${file} imports ${target}, but ${folderOf(file)} may import only: ${
            allowed.join(", ") || "nothing"
          }`,
        );
      }
    }
  }
  return found;
}

/** The files that these files import, directly or through others, and they themselves: each with the way to it. */
export function reachedFrom(graph: ImportGraph, files: readonly string[]): Map<string, readonly string[]> {
  const ways = new Map(files.map((file) => [file, [file] as readonly string[]]));
  for (const [file, way] of ways) {
    for (const target of graph.get(file) ?? []) if (!ways.has(target)) ways.set(target, [...way, target]);
  }
  return ways;
}

/** One cycle of imports between files, its first file repeated at the end; undefined where there is none. */
export function findCycle(graph: ImportGraph): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    const seenAt = path.indexOf(file);
    if (seenAt >= 0) return [...path.slice(seenAt), file];
    if (done.has(file)) return undefined;
    for (const target of graph.get(file) ?? []) {
      const cycle = walk(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Whether a module's text, comments aside, is nothing but `export … from "…"`. */
export function onlyReexports(text: string): boolean {
  return text.replace(COMMENT_LINE, "").replace(/export\s[^;"']*\bfrom\s*"[^"]+";/g, "").trim() === "";
}

/** The folder of lib/ a path lies in: "data" for "lib/data/dataset.ts"; undefined outside lib/. */
export function folderOf(path: string): string | undefined {
  return /^lib\/([^/]+)\//.exec(path)?.[1];
}
