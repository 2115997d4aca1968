import { stripVTControlCharacters } from "node:util";
import { join } from "@std/path";
import { ensureVirtualEnvironment, EnvironmentError } from "../../scripts/virtual_environment.ts";

const FOLDER = import.meta.dirname!;
/** A file of bench/peers/requirements: what a peer needs of Python, in a virtual environment of its own. */
export type Requirements = "blazefl" | "fedjax" | "flower" | "keras" | "pfl" | "torch";

/** About how much each takes, and the newest Python, 3.…, that it installs on where that is not any. */
const ENVIRONMENTS: Readonly<Record<Requirements, { megabytes: number; newest?: number }>> = {
  blazefl: { megabytes: 5300 },
  fedjax: { megabytes: 550, newest: 13 },
  flower: { megabytes: 2000 },
  keras: { megabytes: 1500 },
  pfl: { megabytes: 2300, newest: 12 },
  torch: { megabytes: 5300 },
};

const environment = (name: Requirements) => join(FOLDER, ".venv", name);

/** The command that runs a script of this folder in a virtual environment. */
export function python(name: Requirements, script: string, ...args: string[]): string[] {
  return [join(environment(name), "bin", "python"), join(FOLDER, script), ...args];
}

/** What was asked for and how it went. */
const installed = new Map<Requirements, Promise<string | undefined>>();

/**
 * Installs a peer's packages into its virtual environment, which is made first if it is missing.
 *
 * @returns Why that is not possible; nothing if it was.
 */
export function install(name: Requirements): Promise<string | undefined> {
  if (!installed.has(name)) installed.set(name, installAnew(name));
  return installed.get(name)!;
}

async function installAnew(name: Requirements): Promise<string | undefined> {
  try {
    await ensureVirtualEnvironment({
      folder: environment(name),
      requirements: join(FOLDER, "requirements", `${name}.txt`),
      holds: `the peers' ${name}`,
      ...ENVIRONMENTS[name],
    });
    return undefined;
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
}

/** Why a program failed, by what it wrote: its last line with an error in it, or its last one. */
export function reasonIn(text: string): string | undefined {
  const lines = stripVTControlCharacters(text).split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1);
}
