import { basename, join } from "@std/path";
import { UserError } from "../lib/errors/mod.ts";
import { readIfThere } from "./read_if_there.ts";

/** Packages of Python and where they are installed. */
export interface EnvironmentSpec {
  /** The virtual environment's folder. */
  readonly folder: string;
  /**
   * The file of frozen requirements, each with its hashes, as `uv pip compile` writes it: the command in its first
   * lines says for which Python, and from which file. Its name is one of a kind in the folder.
   */
  readonly requirements: string;
  /** What it is for, in words for the user. */
  readonly holds: string;
  /** About how much disk space it takes. */
  readonly megabytes: number;
}

/** Paths in a virtual environment. */
export interface VirtualEnvironment {
  /** The folder of its programs. */
  readonly bin: string;
  /** The path of its Python interpreter. */
  readonly python: string;
}

/** Something is missing on the machine; the message says what. */
export class EnvironmentError extends UserError {
  /** Always "EnvironmentError". */
  override readonly name = "EnvironmentError";
}

/** Prints the version and where the interpreter is; fails where a virtual environment cannot be made. */
const PROBE = "import sys; print('%d.%d.%d' % sys.version_info[:3], sys.executable); import ensurepip, venv";

/**
 * A virtual environment of Python: made if it is missing, updated if the requirements changed.
 * Only files with one of the hashes in the requirements are installed.
 *
 * @throws {EnvironmentError} Python is missing or too old, has no venv module, or no package index can be reached.
 */
export async function ensureVirtualEnvironment(
  { folder, requirements, holds, megabytes }: EnvironmentSpec,
): Promise<VirtualEnvironment> {
  const bin = join(folder, Deno.build.os === "windows" ? "Scripts" : "bin");
  const python = join(bin, "python");
  const wanted = await Deno.readTextFile(requirements);
  /** What was installed last: a copy of the requirements. */
  const stamp = join(folder, basename(requirements));
  if (await readIfThere(stamp) !== wanted) {
    await checkPython(holds, oldestMinor(wanted));
    console.log(`Setting up ${basename(folder)} with ${holds} (once; about ${megabytes} MB) …`);
    await mustRun("python3", ["-m", "venv", folder], `${folder} could not be made`);
    const quietly = ["--quiet", "--disable-pip-version-check"];
    const install = ["-m", "pip", "install", ...quietly, "--require-hashes", "-r", requirements];
    await mustRun(python, install, `${holds} could not be installed`);
    await Deno.writeTextFile(stamp, wanted);
  }
  return { bin, python };
}

/** The oldest Python, 3.…, that requirements are made for. */
function oldestMinor(requirements: string): number {
  return Number(/^# .*--python-version 3\.(\d+)/m.exec(requirements)![1]);
}

/** Says what to do if "python3" is missing, too old, or cannot make virtual environments. */
async function checkPython(holds: string, oldest: number): Promise<void> {
  const needs = `${holds} needs Python 3.${oldest} or newer`;
  const remedy =
    `Install a newer Python (python.org, or your system's packages) and let "python3" start it: ` +
    `where several are installed, put the newer one's folder first, PATH=/folder/of/it:$PATH, before the command.`;
  const { success, output } = await run("python3", ["-c", PROBE]);
  const [, major, minor, patch, place] = output.match(/^(\d+)\.(\d+)\.(\d+) (.*)$/m) ?? [];
  if (major === undefined) {
    throw new EnvironmentError(`${needs}, and no working "python3" was found. ${remedy}`);
  }
  const version = `${major}.${minor}.${patch}`;
  if (Number(major) !== 3 || Number(minor) < oldest) {
    throw new EnvironmentError(`${needs}; here "python3" is ${version} (${place}). ${remedy}`);
  }
  if (!success) {
    throw new EnvironmentError(
      `${holds} needs Python's venv module, which Python ${version} (${place}) lacks here. ` +
        `On Debian and Ubuntu it comes with: apt install python3-venv`,
    );
  }
}

async function mustRun(program: string, args: readonly string[], rule: string): Promise<void> {
  const { success, output } = await run(program, args);
  if (!success) throw new EnvironmentError(`${rule}: ${output.trim().split("\n").slice(-3).join(" ")}`);
}

/** Whether a program ran successfully, and what it printed; a missing program fails and prints nothing. */
async function run(
  program: string,
  args: readonly string[],
): Promise<{ readonly success: boolean; readonly output: string }> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
    const text = new TextDecoder();
    return { success, output: text.decode(stdout) + text.decode(stderr) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { success: false, output: `${program} was not found` };
  }
}
