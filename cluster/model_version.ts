import project from "../deno.json" with { type: "json" };
import type { Topology } from "../lib/model/mod.ts";

/**
 * What must be equal on the server and on a node for their parameters to mean the same: this project's version and
 * the network with its classes, as a short text.
 */
export async function modelVersion(topology: Topology, classes: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([topology, classes]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `${project.version}/${digest.slice(0, 8).toHex()}`;
}
