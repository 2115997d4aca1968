import { join } from "@std/path";
import { ensureVirtualEnvironment } from "../scripts/virtual_environment.ts";

/** The repository. */
export const ROOT = join(import.meta.dirname!, "..");

const VENV = join(ROOT, ".venv");

/** Python's side of the notebooks: JupyterLab, and the kernel that runs this Deno. */
export interface Environment {
  /** The interpreter. */
  readonly python: string;
  /** The command `jupyter`. */
  readonly jupyter: string;
  /** What Jupyter's processes need in their environment to find the kernel named "deno". */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The virtual environment `.venv`, made where it is missing, brought up to date where the requirements changed, with
 * a kernel that runs this very Deno.
 *
 * @throws {EnvironmentError} without Python 3.10 or newer, its venv module, or a package index.
 */
export async function ensureEnvironment(): Promise<Environment> {
  const { bin, python } = await ensureVirtualEnvironment({
    folder: VENV,
    requirements: join(import.meta.dirname!, "requirements.txt"),
    holds: "JupyterLab",
    megabytes: 250,
  });
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
