import type { Random } from "../../random/mod.ts";

/** Turns a vector into bytes and back; what is lost depends on the codec. */
export interface Codec {
  /** The bytes that are sent. All random choices come from `random`. */
  encode(values: Float32Array, random: Random): Uint8Array<ArrayBuffer>;
  /** The vector that the receiver makes of a message. Beside the message it knows only the vector's length. */
  decode(message: Uint8Array<ArrayBuffer>, length: number): Float32Array;
}

/** How many of n values a sparse message carries: ⌈share · n⌉, at least one. */
export function keptCount(share: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(share * n - 1e-9)));
}

/**
 * The two ways to lose information. "unbiased": if nobody makes up for the loss, it must vanish on average, E[decode] = x.
 * "contracting": if the sender remembers what was lost and sends it later, no message may lose more than it
 * contains, ‖x − decode‖ ≤ ‖x‖; an unbiased codec of few bits loses more, and the memory grows without
 * bound. Beznosikov et al. 2020 (arXiv 2002.12410).
 */
export type CodecForm = "unbiased" | "contracting";
