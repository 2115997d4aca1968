import { join } from "@std/path";
import type { VirtualEnvironment } from "../scripts/virtual_environment.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { ask } from "./guarded.ts";
import { type Invitation, runningSuperLink, type State } from "./state.ts";
import { keysProgram, register } from "./up.ts";
import { writeSecret } from "./write_secret.ts";

/**
 * Makes a node's key, has the SuperLink know it, and writes the invitation: all that the node's machine needs.
 *
 * @returns The file's path.
 * @throws {UsageError} A name that is none, or no SuperLink.
 */
export async function invite(environment: VirtualEnvironment, state: State, name: string): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) {
    throw new UsageError(`A node's name has up to 40 small letters, digits and hyphens, got "${name}".`);
  }
  const superlink = await runningSuperLink(state);
  let invitation: Invitation = { ...superlink, name };
  if (!superlink.insecure) {
    const made = await ask(environment, state, [keysProgram(), "node", state.keys, name]);
    if (!made.success) throw new Error(`no key could be made: ${made.text}`);
    await register(environment, state, name);
    invitation = {
      ...invitation,
      authority: await Deno.readTextFile(join(state.keys, "ca.crt")),
      key: await Deno.readTextFile(join(state.keys, `${name}.key`)),
    };
    // The node has it from now on; nobody else needs it.
    await Deno.remove(join(state.keys, `${name}.key`));
  }
  const path = join(state.folder, `${name}.invitation.json`);
  await writeSecret(path, JSON.stringify(invitation, null, 1) + "\n");
  return path;
}
