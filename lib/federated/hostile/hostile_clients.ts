import { permutation, stream } from "../../random/mod.ts";
import type { Hostile } from "./attack.ts";

/** Who is hostile: the same clients in every round of a seed, and more of them at a greater share. */
export function hostileClients(hostile: Hostile | undefined, clients: number, seed: number): Set<number> {
  if (!hostile) return new Set();
  const count = Math.floor(hostile.share * clients + 1e-9);
  return new Set(permutation(clients, stream(seed, "hostile")).subarray(0, count));
}
