/**
 * `deno task harness:machines [DENO…]`: digests of what is computed here, and whether another machine's, or an emulated
 * one's, are the same.
 * @module
 */
import { fromFileUrl } from "@std/path";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { UserError } from "../lib/errors/mod.ts";
import { WHOLE_LOCK } from "../scripts/whole_lock.ts";
import type { Digests } from "./digests.ts";

interface Computed {
  readonly machine: string;
  readonly digests: Digests;
}

/** Runs the digests' program by a command that runs Deno. */
async function computedBy(deno: readonly string[]): Promise<Computed> {
  const [program, ...args] = deno;
  const file = fromFileUrl(new URL("digests.ts", import.meta.url));
  const command = new Deno.Command(program, {
    args: [...args, "run", "--quiet", ...WHOLE_LOCK, "--no-prompt", "--allow-read", file],
    env: { NO_COLOR: "1" },
    stderr: "inherit",
  });
  try {
    const { success, stdout } = await command.output();
    if (success) return JSON.parse(new TextDecoder().decode(stdout));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new UserError(`There is no program ${program}.`);
    throw error;
  }
  throw new UserError(`\`${deno.join(" ")}\` did not run ${file} to its end.`);
}

async function main(): Promise<number> {
  const command = projectCommand("deno task harness:machines").usage("[DENO…]")
    .description(
      "Trains a little with relaxed and with plain SIMD and prints digests of the parameters, to compare by eye on two " +
        "machines. Given the words of a command that runs another Deno, such as an emulated one, compares with it.",
    )
    .argument("[deno...]", "the command: qemu-aarch64 -L /usr/aarch64-linux-gnu package/deno")
    .passThroughOptions();
  const { args: other } = readFlags(command, Deno.args);
  const here = await computedBy([Deno.execPath()]);
  if (other.length === 0) {
    console.log(`${here.machine}, Deno ${Deno.version.deno}`);
    for (const [name, digest] of Object.entries(here.digests)) console.log(`  ${digest}  ${name}`);
    return 0;
  }
  const there = await computedBy(other);
  console.log(`${here.machine} and ${there.machine}, Deno ${Deno.version.deno}`);
  const names = Object.keys(here.digests);
  const same = names.map((name) => here.digests[name] === there.digests[name]);
  names.forEach((name, i) => console.log(`  ${same[i] ? "the same bytes" : "OTHER BYTES   "}  ${name}`));
  return same.every(Boolean) ? 0 : 1;
}

if (import.meta.main) Deno.exit(await failPlainly(main));
