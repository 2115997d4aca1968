import { permutation, stream } from "../../random/mod.ts";
import type { Hostile } from "./attack.ts";

/** How many of N clients are hostile: ⌊share · N⌋. */
export function hostileCount(share: number, clients: number): number {
  return Math.floor(share * clients + 1e-9);
}

/** Who is hostile: the same clients in every round of a seed, and more of them at a greater share. */
export function hostileClients(hostile: Hostile | undefined, clients: number, seed: number): Set<number> {
  if (!hostile) return new Set();
  const count = hostileCount(hostile.share, clients);
  return new Set(permutation(clients, stream(seed, "hostile")).subarray(0, count));
}
