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
  /** The newest Python, 3.…, that the requirements install on; any where it is not given. */
  readonly newest?: number;
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
 * @throws {EnvironmentError} Python is missing, too old or too new, has no venv module, or no package index can be reached.
 */
export async function ensureVirtualEnvironment(
  { folder, requirements, holds, megabytes, newest }: EnvironmentSpec,
): Promise<VirtualEnvironment> {
  const bin = join(folder, Deno.build.os === "windows" ? "Scripts" : "bin");
  const python = join(bin, "python");
  const wanted = await Deno.readTextFile(requirements);
  /** What was installed last: a copy of the requirements. */
  const stamp = join(folder, basename(requirements));
  if (await readIfThere(stamp) !== wanted) {
    const interpreter = await suitablePython(holds, oldestMinor(wanted), newest);
    console.log(`Setting up ${basename(folder)} with ${holds} (once; about ${megabytes} MB) …`);
    await mustRun(interpreter, ["-m", "venv", folder], `${folder} could not be made`);
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

/** Pythons that are looked for by their own name beside "python3", "python3.14" first. */
const NEWEST_KNOWN = 14;

/**
 * The command of a Python that fits: "python3", else one by the name of its version.
 *
 * @throws {EnvironmentError} Says what to do where "python3" is missing, too old or too new, or cannot make virtual
 * environments, and none else is there.
 */
async function suitablePython(holds: string, oldest: number, newest?: number): Promise<string> {
  const problem = await problemOf("python3", holds, oldest, newest);
  if (problem === undefined) return "python3";
  for (let minor = newest ?? NEWEST_KNOWN; minor >= oldest; minor--) {
    if (await problemOf(`python3.${minor}`, holds, oldest, newest) === undefined) return `python3.${minor}`;
  }
  throw new EnvironmentError(problem);
}

/** What keeps a Python from being used, and the remedy; nothing if it fits. */
async function problemOf(
  command: string,
  holds: string,
  oldest: number,
  newest: number | undefined,
): Promise<string | undefined> {
  const versions = newest === undefined ? `3.${oldest} or newer` : `3.${oldest} to 3.${newest}`;
  const needs = `${holds} needs Python ${versions}`;
  const remedy =
    `Install ${
      newest === undefined ? "a newer" : "such a"
    } Python (python.org, or your system's packages) and let ` +
    `"python3" start it: where several are installed, put that one's folder first, PATH=/folder/of/it:$PATH, ` +
    `before the command.`;
  const { success, output } = await run(command, ["-c", PROBE]);
  const [, major, minor, patch, place] = output.match(/^(\d+)\.(\d+)\.(\d+) (.*)$/m) ?? [];
  if (major === undefined) return `${needs}, and no working "${command}" was found. ${remedy}`;
  const version = `${major}.${minor}.${patch}`;
  if (Number(major) !== 3 || Number(minor) < oldest || Number(minor) > (newest ?? Infinity)) {
    return `${needs}; here "${command}" is ${version} (${place}). ${remedy}`;
  }
  if (!success) {
    return `${holds} needs Python's venv module, which Python ${version} (${place}) lacks here. ` +
      `On Debian and Ubuntu it comes with: apt install python3-venv`;
  }
  return undefined;
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
