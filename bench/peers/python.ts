import { stripVTControlCharacters } from "node:util";
import { join } from "@std/path";

const FOLDER = import.meta.dirname!;
const INTERPRETER = join(FOLDER, ".venv", "bin", "python");

/** The command that runs a script of this folder in the virtual environment. */
export function python(script: string, ...args: string[]): string[] {
  return [INTERPRETER, join(FOLDER, script), ...args];
}

/** What was asked for and how it went. */
const installed = new Map<string, Promise<string | undefined>>();

/**
 * Installs packages into the virtual environment, which is made first if it is missing.
 *
 * @returns Why that is not possible; nothing if it was.
 */
export function install(packages: readonly string[]): Promise<string | undefined> {
  const key = packages.join(", ");
  if (!installed.has(key)) {
    console.log(`installing ${key}`);
    installed.set(key, installAnew(packages));
  }
  return installed.get(key)!;
}

async function installAnew(packages: readonly string[]): Promise<string | undefined> {
  try {
    await Deno.stat(INTERPRETER);
  } catch {
    const reason = await run("python3", "-m", "venv", join(FOLDER, ".venv"));
    if (reason !== undefined) return reason;
  }
  const constraints = join(FOLDER, "requirements.txt");
  return await run(INTERPRETER, "-m", "pip", "install", "--quiet", "--constraint", constraints, ...packages);
}

async function run(program: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { success, stderr } = await new Deno.Command(program, { args, stdout: "null", stderr: "piped" })
      .output();
    if (success) return undefined;
    return reasonIn(new TextDecoder().decode(stderr)) ?? `${program} failed`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return `${program} is not installed`;
    throw error;
  }
}

/** Why a program failed, by what it wrote: its last line with an error in it, or its last one. */
export function reasonIn(text: string): string | undefined {
  const lines = stripVTControlCharacters(text).split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1);
}
