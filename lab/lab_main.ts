import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { ensureEnvironment, ROOT } from "./environment.ts";
import { labArguments } from "./lab_arguments.ts";

async function main(): Promise<number> {
  const args = labArguments(Deno.args);
  const { jupyter, variables } = await ensureEnvironment();
  const lab = new Deno.Command(jupyter, {
    args: ["lab", `--ServerApp.root_dir=${ROOT}`, "--LabApp.default_url=/lab/tree/notebooks", ...args],
    cwd: ROOT,
    env: variables,
  }).spawn();
  // Ctrl-C goes to JupyterLab too, which asks whether it is meant; this only waits for its answer.
  Deno.addSignalListener("SIGINT", () => {});
  Deno.addSignalListener("SIGTERM", () => lab.kill("SIGTERM"));
  return (await lab.status).code;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
