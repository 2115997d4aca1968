import { join } from "@std/path";

/** The repository. */
export const ROOT = join(import.meta.dirname!, "..");

const VENV = join(ROOT, ".venv");
const REQUIREMENTS = join(import.meta.dirname!, "requirements.txt");
/** What was installed last: a copy of the requirements. */
const STAMP = join(VENV, "installed.txt");

/** Python's side of the notebooks: JupyterLab, and the kernel that runs this Deno. */
export interface Environment {
  /** The interpreter. */
  readonly python: string;
  /** The command `jupyter`. */
  readonly jupyter: string;
  /** What Jupyter's processes need in their environment to find the kernel named "deno". */
  readonly variables: Readonly<Record<string, string>>;
}

/** Something is missing on the machine; the message says what. */
export class EnvironmentError extends Error {
  /** Always "EnvironmentError". */
  override readonly name = "EnvironmentError";
}

/**
 * The virtual environment `.venv`, made where it is missing, brought up to date where the requirements changed, with
 * a kernel that runs this very Deno.
 *
 * @throws {EnvironmentError} without Python 3, its venv module, or a package index.
 */
export async function ensureEnvironment(): Promise<Environment> {
  const bin = join(VENV, Deno.build.os === "windows" ? "Scripts" : "bin");
  const python = join(bin, "python");
  const requirements = await Deno.readTextFile(REQUIREMENTS);
  if (await readIfThere(STAMP) !== requirements) {
    console.log("Setting up .venv with JupyterLab (once; about 250 MB) …");
    await run("python3", ["-m", "venv", VENV], "Notebooks need Python 3.11 or newer with its venv module");
    const arguments_ = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS];
    await run(python, arguments_, "JupyterLab could not be installed");
    await Deno.writeTextFile(STAMP, requirements);
  }
  const kernel = join(VENV, "share", "jupyter", "kernels", "deno");
  await Deno.mkdir(kernel, { recursive: true });
  await Deno.writeTextFile(join(kernel, "kernel.json"), kernelSpecification(Deno.execPath()));
  return {
    python,
    jupyter: join(bin, "jupyter"),
    variables: { JUPYTER_PATH: join(VENV, "share", "jupyter") },
  };
}

/** What Jupyter must know to start a kernel: as `deno jupyter --install` writes it into the home folder. */
export function kernelSpecification(deno: string): string {
  const specification = {
    argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
  };
  return JSON.stringify(specification, null, 2) + "\n";
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
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
