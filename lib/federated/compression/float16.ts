import type { Codec } from "./codec.ts";

/** The greatest finite number of 16 bits. */
const GREATEST = 65504;

/**
 * Each value as an IEEE 754 number of 16 bits: 11 bits of precision from 6.1e-5 on, below that steps of 6e-8.
 * Values beyond ±65504 become ±65504.
 */
export function float16(): Codec {
  return {
    encode: (values) =>
      new Uint8Array(
        Float16Array.from(values, (value) => Math.max(-GREATEST, Math.min(GREATEST, value))).buffer,
      ),
    decode: (message) => Float32Array.from(new Float16Array(message.buffer)),
  };
}
