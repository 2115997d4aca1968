import { symbolOf } from "./symbol_of.ts";
import type { UsualParts } from "./symbol_row.ts";

/**
 * Shares of symbols written in one part, two, three, four, …, by how many they are usually written in; rounded from what
 * CROHME's training expressions show when drawn.
 */
const SHARES: Readonly<Record<UsualParts, readonly number[]>> = {
  one: [0.985, 0.013, 0.002],
  one_or_two: [0.86, 0.12, 0.02],
  two: [0.06, 0.92, 0.02],
  three: [0.04, 0.06, 0.88, 0.02],
  three_letters: [0.15, 0.25, 0.5, 0.1],
  four: [0.02, 0.15, 0.25, 0.57, 0.01],
};

/** The share of any other number of parts: broken lines make all of them possible. */
const LEAST = 0.0005;

/** Log-probability of a symbol being written in so many separate parts: = in two, m in one. */
export function logPartCount(label: string, parts: number): number {
  return Math.log(SHARES[symbolOf(label).parts][parts - 1] || LEAST);
}
