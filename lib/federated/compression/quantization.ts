import type { Random } from "../../random/mod.ts";
import type { Codec, CodecForm } from "./codec.ts";

/** Bits of a value, including its sign. */
export type QuantizationBits = 8 | 4 | 2;

/** Values that share one scale: QSGD's own choice. A single scale would be set by a few outliers. */
const BUCKET = 512;

/**
 * QSGD, Alistarh et al. 2017 (arXiv 1610.02132), with buckets of 512 scaled by their greatest magnitude m, as in the
 * paper's experiments: a value becomes one of the 2s + 1 levels −m, …, 0, …, m with s = 127, 7 or 1. The message: the
 * buckets' scales as 32-bit floats, then the levels, packed.
 *
 * @param form Unbiased: up or down at random so that the mean is the value. Contracting: to the nearest level.
 */
export function quantization(bits: QuantizationBits, form: CodecForm): Codec {
  const s = 2 ** (bits - 1) - 1, perByte = 8 / bits, mask = 2 ** bits - 1;
  return {
    encode(values, random) {
      const buckets = Math.ceil(values.length / BUCKET);
      const message = new Uint8Array(4 * buckets + Math.ceil(values.length / perByte));
      const scales = new Float32Array(message.buffer, 0, buckets);
      const codes = message.subarray(4 * buckets);
      const draw = form === "unbiased" ? random : half;
      for (let bucket = 0; bucket < buckets; bucket++) {
        const from = bucket * BUCKET, to = Math.min(values.length, from + BUCKET);
        let greatest = 0;
        for (let i = from; i < to; i++) greatest = Math.max(greatest, Math.abs(values[i]));
        scales[bucket] = greatest;
        for (let i = from; i < to; i++) {
          const code = s + (greatest > 0 ? roundedBy(draw, values[i] / greatest * s) : 0);
          codes[Math.floor(i / perByte)] |= code << (bits * (i % perByte));
        }
      }
      return message;
    },
    decode(message, length) {
      const buckets = Math.ceil(length / BUCKET);
      const scales = new Float32Array(message.buffer, 0, buckets);
      const codes = message.subarray(4 * buckets);
      const values = new Float32Array(length);
      for (let i = 0; i < length; i++) {
        const code = (codes[Math.floor(i / perByte)] >> (bits * (i % perByte))) & mask;
        values[i] = scales[Math.floor(i / BUCKET)] * ((code - s) / s);
      }
      return values;
    },
  };
}

/** Rounds up with a chance that equals the fractional part of the value, else down: on average the value itself. */
function roundedBy(draw: Random, value: number): number {
  return Math.floor(value + draw());
}

/** In the place of a random draw: rounds to the nearest. */
const half = () => 0.5;
