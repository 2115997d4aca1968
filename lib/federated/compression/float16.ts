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
  const greatest = form === "contracting" ? GREATEST : Infinity;
  return {
    encode(values) {
      const sent = new Float16Array(values.length);
      for (let i = 0; i < sent.length; i++) sent[i] = Math.max(-greatest, Math.min(greatest, values[i]));
      return new Uint8Array(sent.buffer);
    },
    decode: (message) => new Float32Array(new Float16Array(message.buffer)),
  };
}
