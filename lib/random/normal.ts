import type { Random } from "./stream.ts";

/** A draw from the standard normal distribution, by the cosine half of Box and Muller's method. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
