import { basename, join } from "@std/path";
import { readIfThere } from "./read_if_there.ts";

/** Which packages, and where they are installed. */
export interface EnvironmentSpec {
  /** The virtual environment's folder. */
  readonly folder: string;
  /** The file of frozen requirements. */
  readonly requirements: string;
  /** What it is for, for the reader. */
  readonly holds: string;
  /** About how much it takes. */
  readonly megabytes: number;
}

/** Where its programs are. */
export interface VirtualEnvironment {
  /** Their folder. */
  readonly bin: string;
  /** The interpreter. */
  readonly python: string;
}

/** Something is missing on the machine; the message says what. */
export class EnvironmentError extends Error {
  /** Always "EnvironmentError". */
  override readonly name = "EnvironmentError";
}

/**
 * A virtual environment of Python's, made where it is missing, brought up to date where the requirements changed.
 *
 * @throws {EnvironmentError} without Python 3, its venv module, or a package index.
 */
export async function ensureVirtualEnvironment(
  { folder, requirements, holds, megabytes }: EnvironmentSpec,
): Promise<VirtualEnvironment> {
  const bin = join(folder, Deno.build.os === "windows" ? "Scripts" : "bin");
  const python = join(bin, "python");
  const wanted = await Deno.readTextFile(requirements);
  /** What was installed last: a copy of the requirements. */
  const stamp = join(folder, "installed.txt");
  if (await readIfThere(stamp) !== wanted) {
    console.log(`Setting up ${basename(folder)} with ${holds} (once; about ${megabytes} MB) …`);
    await run("python3", ["-m", "venv", folder], `${holds} needs Python 3.11 or newer with its venv module`);
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
    await run(python, install, `${holds} could not be installed`);
    await Deno.writeTextFile(stamp, wanted);
  }
  return { bin, python };
}

async function run(program: string, args: string[], rule: string): Promise<void> {
  try {
    const { success, stderr } = await new Deno.Command(program, { args, stdout: "null", stderr: "piped" })
      .output();
    if (success) return;
    const lines = new TextDecoder().decode(stderr).trim().split("\n");
    throw new EnvironmentError(`${rule}: ${lines.slice(-3).join(" ")}`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new EnvironmentError(`${rule}: ${program} was not found`);
  }
}
