import type { Random } from "../../random/mod.ts";

/** A vector as bytes, and back. What is lost on the way is the codec's to say. */
export interface Codec {
  /** The bytes that are sent. What a codec draws, it draws from `random`. */
  encode(values: Float32Array, random: Random): Uint8Array<ArrayBuffer>;
  /** The vector that the receiver makes of them: it knows the length, and nothing else of the sender. */
  decode(message: Uint8Array<ArrayBuffer>, length: number): Float32Array;
}

/** How many of n values a sparse message carries: ⌈share · n⌉, at least one. */
export function keptCount(share: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(share * n - 1e-9)));
}

/**
 * The two ways to lose information. Where nobody makes up for the loss, it must vanish on average: E[decode] = x,
 * "unbiased". Where the sender remembers what was lost and sends it later, no message may lose more than there
 * was: ‖x − decode‖ ≤ ‖x‖, "contracting"; an unbiased codec of few bits loses more, and the memory grows without
 * bound. Beznosikov et al. 2020 (arXiv 2002.12410).
 */
export type CodecForm = "unbiased" | "contracting";
