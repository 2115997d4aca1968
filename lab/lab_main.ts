import { join } from "@std/path";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { ensureEnvironment, ROOT } from "./environment.ts";
import { labArguments } from "./lab_arguments.ts";
import { fetchNotebookPackages } from "./notebook_packages.ts";
import { copyNotebooks } from "./own_copies.ts";

/** The folder of the user's copies, beside the project's notebooks, so that their relative paths hold. */
const OWN = "my-notebooks";

async function main(): Promise<number> {
  const args = labArguments(Deno.args);
  const { jupyter, variables } = await ensureEnvironment();
  for (const name of await copyNotebooks(join(ROOT, "notebooks"), join(ROOT, OWN))) {
    console.log(
      `${OWN}/${name} has your changes and stays as it is; notebooks/${name} is newer. To have that one, delete yours.`,
    );
  }
  // With it the copies' kernels import the same packages as the project's notebooks.
  await Deno.copyFile(join(ROOT, "notebooks", "deno.json"), join(ROOT, OWN, "deno.json"));
  await fetchNotebookPackages();
  const lab = new Deno.Command(jupyter, {
    args: ["lab", `--ServerApp.root_dir=${ROOT}`, `--LabApp.default_url=/lab/tree/${OWN}`, ...args],
    cwd: ROOT,
    env: variables,
  }).spawn();
  // Ctrl-C goes to JupyterLab too, which asks whether it is meant; this only waits for its answer.
  Deno.addSignalListener("SIGINT", () => {});
  Deno.addSignalListener("SIGTERM", () => lab.kill("SIGTERM"));
  return (await lab.status).code;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
