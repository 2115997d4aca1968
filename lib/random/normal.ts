import type { Random } from "./stream.ts";

/** A draw from the standard normal distribution (Box–Muller, the cosine half). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
