import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";

/** A source of random numbers, uniform in [0, 1). Each call advances it. */
export type Random = () => number;

/** A part of a stream's name: its purpose ("dropout"), or an index (round, client). */
export type StreamKey = string | number;

/**
 * The 32-bit seed of the stream with these keys: FNV-1a over the keys, each followed by Wellons' `lowbias32` finaliser,
 * so that neighbouring rounds or clients get unrelated seeds.
 */
export function streamSeed(seed: number, ...keys: readonly StreamKey[]): number {
  let hash = mix((seed | 0) ^ Math.floor(seed / 0x1_0000_0000));
  for (const key of keys) {
    const text = typeof key === "number" ? `#${key}` : `$${key}`;
    hash ^= 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = mix(hash);
  }
  return hash;
}

/**
 * The random stream of one purpose. Each (seed, purpose, round, client) has a stream of its own, so that the numbers
 * one part of a run draws do not shift those of another part.
 *
 * @example
 * ```ts
 * import { stream } from "@fedink/fedink/random";
 *
 * const random = stream(42, "shuffle", 3, 0); // round 3, client 0
 * console.log(random() === stream(42, "shuffle", 3, 0)()); // true
 * ```
 */
export function stream(seed: number, ...keys: readonly StreamKey[]): Random {
  const generator = xoroshiro128plus(streamSeed(seed, ...keys));
  return () => uniformFloat64(generator);
}

function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return x ^ (x >>> 15);
}
