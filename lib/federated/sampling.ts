import { permutation, type Random } from "../random/mod.ts";

/**
 * The clients of a round: a uniform draw without replacement of max(⌊fraction · clients⌋, 1) of them (C in
 * McMahan et al.), in ascending order.
 */
export function sampleClients(clients: number, fraction: number, random: Random): Uint32Array {
  const chosen = Math.max(1, Math.floor(fraction * clients + 1e-9));
  return permutation(clients, random).subarray(0, chosen).sort();
}
