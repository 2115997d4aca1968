import { allIndices } from "../numbers/mod.ts";
import type { Random } from "./stream.ts";

/** Shuffles an array in place (Fisher–Yates) and returns it. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(
  values: T,
  random: Random,
): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
  return values;
}

/** The whole numbers 0 … n − 1 in random order. */
export function permutation(n: number, random: Random): Uint32Array {
  return shuffle(allIndices(n), random);
}
