/**
 * `deno task data`: looks at and fetches images.
 * @module
 */
import { runDataCommand } from "./data/data_command.ts";
import { failPlainly } from "./shared/fail_plainly.ts";

async function main(): Promise<number> {
  await runDataCommand(Deno.args);
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
