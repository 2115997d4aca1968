/**
 * `deno task licences`: writes docs/licences.md, the licence of every package in the lock file; with --check it only
 * compares. Packages must be in Deno's cache: `deno install`.
 * @module
 */
import { join } from "@std/path";

/** Licences that let anyone use, change and pass on the code without publishing their own. */
const FREE = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
];

interface PackageJson {
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

/** Name and version of a lock file's key, "name@1.2.3_peer@4". */
function packageOf(key: string): { name: string; version: string } {
  const at = key.indexOf("@", 1);
  return { name: key.slice(0, at), version: key.slice(at + 1).split("_")[0] };
}

/** What a package says about its licence. */
function licenceOf({ license, licenses }: PackageJson): string {
  if (typeof license === "string") return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? "none given";
}

/** Whether every licence of at least one alternative is free. */
function isFree(licence: string): boolean {
  return licence.replaceAll(/[()]/g, "").split(" OR ").some((one) =>
    one.split(" AND ").every((part) => FREE.includes(part.trim()))
  );
}

async function cacheFolder(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  // A folder for each registry; the packages are of one.
  const [registry] = [...Deno.readDirSync(npmCache)].filter(({ isDirectory }) => isDirectory);
  return join(npmCache, registry.name);
}

async function page(): Promise<string> {
  const cache = await cacheFolder();
  const lock = JSON.parse(await Deno.readTextFile("deno.lock"));
  const packages = new Map(Object.keys(lock.npm).map((key) => [key.split("_")[0], packageOf(key)]));
  const rows: string[][] = [];
  for (const { name, version } of packages.values()) {
    const path = join(cache, name, version, "package.json");
    // A package for another system (a native binary) is in the lock file and never in the cache.
    const text = await Deno.readTextFile(path).catch(() => undefined);
    rows.push([name, version, text === undefined ? "not installed here" : licenceOf(JSON.parse(text))]);
  }
  rows.sort(([a, v], [b, w]) => a < b ? -1 : a > b ? 1 : v < w ? -1 : 1);
  const others = rows.filter(([, , licence]) => licence !== "not installed here" && !isFree(licence));
  return `# Licences

Every package in deno.lock, by \`deno task licences\`: ${rows.length} in all, each line its name, version and licence.

${
    others.length === 0
      ? "All are free to use, change and pass on."
      : `To be looked at:\n\n${others.map(([name, , licence]) => `- \`${name}\`: ${licence}`).join("\n")}`
  }

## All

${rows.map(([name, version, licence]) => `- \`${name}\` ${version}: ${licence}`).join("\n")}
`;
}

const text = await page();
if (!Deno.args.includes("--check")) await Deno.writeTextFile("docs/licences.md", text);
else if (text !== await Deno.readTextFile("docs/licences.md").catch(() => "")) {
  console.error("error: docs/licences.md is not what deno.lock says: deno task licences writes it anew.");
  Deno.exit(1);
}
