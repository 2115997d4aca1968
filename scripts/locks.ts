/**
 * `deno task locks`: brings deno.lock up to date with imports.json, and writes locks/NAME.json for each group of tasks:
 * the part of deno.lock that its programs need. With --check it only compares. Deno fetches all packages of a lock file,
 * whatever a program imports.
 * @module
 */
import { join } from "@std/path";
import packages from "../imports.json" with { type: "json" };
import { LOCK_GROUPS, type LockGroup } from "./lock_groups.ts";
import { type LockFile, partOfLock } from "./part_of_lock.ts";

const ROOT = join(import.meta.dirname!, "..");

/** A module of `deno info --json`. */
interface Module {
  readonly specifier: string;
  readonly local?: string;
}

async function deno(folder: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: join(ROOT, folder),
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`deno ${args.join(" ")}\n${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

/** What imports ask a lock file for: "npm:mathjs@15.2.0" for "npm:mathjs@15.2.0/number"; nothing but packages count. */
function packagesOf(specifiers: readonly string[]): string[] {
  return specifiers.flatMap((specifier) => {
    const name = /^npm:\/?((?:@[^/]+\/)?[^/]+)/.exec(specifier)?.[1];
    return name === undefined ? [] : [`npm:${name}`];
  });
}

/** The files of a group: its entries and the workers that their modules start, found by `new URL("./x.ts", …)`. */
async function filesAndPackages(
  { entries, packages: unseen }: LockGroup,
): Promise<{ files: string[]; packages: string[] }> {
  const files = entries.map((entry) => join(ROOT, entry));
  const packages = new Set<string>(unseen);
  for (const file of files) {
    const { modules } = JSON.parse(await deno(".", "info", "--json", file)) as { modules: Module[] };
    packagesOf(modules.map(({ specifier }) => specifier)).forEach((name) => packages.add(name));
    for (const { specifier, local } of modules) {
      if (!local || !specifier.startsWith("file:") || !local.endsWith(".ts")) continue;
      for (
        const [, path] of (await Deno.readTextFile(local)).matchAll(/new URL\("(\.[^"]+\.ts)", import\.meta/g)
      ) {
        const worker = new URL(path, specifier).pathname;
        if (!files.includes(worker)) files.push(worker);
      }
    }
  }
  return { files, packages: [...packages] };
}

/** The text of a lock file with these packages and what they depend on, for these files, as Deno writes it. */
async function lockText(folder: string, whole: LockFile, wanted: string[], files: string[]): Promise<string> {
  const path = await Deno.makeTempFile({ dir: join(ROOT, "locks"), suffix: ".json" });
  try {
    await Deno.writeTextFile(path, JSON.stringify(partOfLock(whole, wanted)));
    // Deno adds what deno.json names, and its own order and layout.
    const config = join(ROOT, folder, "deno.json");
    await deno(folder, "cache", "--config", config, `--lock=${path}`, "--frozen=false", ...files);
    return await Deno.readTextFile(path);
  } finally {
    await Deno.remove(path);
  }
}

async function main(): Promise<number> {
  const check = Deno.args.includes("--check");
  const whole = join(ROOT, "deno.lock");
  if (!check) await deno(".", "check", "--quiet", `--lock=${whole}`, "--frozen=false");
  const lock = JSON.parse(await Deno.readTextFile(whole)) as LockFile;
  const texts = new Map([[
    whole,
    await lockText(".", lock, packagesOf(Object.values(packages.imports)), []),
  ]]);
  for (const group of LOCK_GROUPS) {
    const { files, packages } = await filesAndPackages(group);
    texts.set(
      join(ROOT, "locks", `${group.name}.json`),
      await lockText(group.folder, lock, packages, files),
    );
  }
  let stale = 0;
  for (const [path, text] of texts) {
    if (!check) await Deno.writeTextFile(path, text);
    else if (await Deno.readTextFile(path) !== text) {
      stale++;
      console.log(`${path.slice(ROOT.length + 1)} is not what its programs need: run deno task locks.`);
    }
  }
  if (stale === 0) console.log(`${texts.size} lock files are what their programs need.`);
  return stale > 0 ? 1 : 0;
}

if (import.meta.main) Deno.exit(await main());
