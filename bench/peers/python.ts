import { stripVTControlCharacters } from "node:util";
import { join } from "@std/path";
import { ensureVirtualEnvironment, EnvironmentError } from "../../scripts/virtual_environment.ts";

const FOLDER = import.meta.dirname!;
const INTERPRETER = join(FOLDER, ".venv", "bin", "python");

/** The command that runs a script of this folder in the virtual environment. */
export function python(script: string, ...args: string[]): string[] {
  return [INTERPRETER, join(FOLDER, script), ...args];
}

/** A file of bench/peers/requirements: what a peer needs of Python. */
export type Requirements = "flower" | "keras" | "torch";

/** About how much each takes, with what it shares with the others. */
const MEGABYTES: Readonly<Record<Requirements, number>> = { flower: 2000, keras: 1500, torch: 6000 };

/** What was asked for and how it went. */
const installed = new Map<Requirements, Promise<string | undefined>>();

/**
 * Installs a peer's packages into the virtual environment, which is made first if it is missing.
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
      folder: join(FOLDER, ".venv"),
      requirements: join(FOLDER, "requirements", `${name}.txt`),
      holds: `the peers' ${name}`,
      megabytes: MEGABYTES[name],
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
