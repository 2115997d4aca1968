import type { Codec, CodecForm } from "./codec.ts";

/** The greatest finite number of 16 bits. */
const GREATEST = 65504;

/**
 * Each value as an IEEE 754 number of 16 bits: 11 bits of precision from 6.1e-5 on, below that steps of 6e-8.
 *
 * @param form Contracting: values beyond ±65504 become ±65504, and the rest is sent later. Unbiased: they become
 * ±Infinity, which the receiver does not take, as nobody would make up for the rest.
 */
export function float16(form: CodecForm = "unbiased"): Codec {
  const bounded = (value: number) => Math.max(-GREATEST, Math.min(GREATEST, value));
  return {
    encode: (values) =>
      new Uint8Array(Float16Array.from(values, form === "contracting" ? bounded : (value) => value).buffer),
    decode: (message) => Float32Array.from(new Float16Array(message.buffer)),
  };
}
