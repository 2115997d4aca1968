/**
 * `deno task runs`: lists, shows and compares runs.
 * @module
 */
import { failPlainly } from "./shared/fail_plainly.ts";
import { runRunsCommand } from "./runs/runs_command.ts";

async function main(): Promise<number> {
  await runRunsCommand(Deno.args);
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
