import { UsageError } from "../lib/errors/mod.ts";
import { EnvironmentError } from "../scripts/virtual_environment.ts";
import { ensureEnvironment, ROOT } from "./environment.ts";
import { labArguments } from "./lab_arguments.ts";

try {
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
  Deno.exit((await lab.status).code);
} catch (error) {
  if (!(error instanceof EnvironmentError || error instanceof UsageError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
