import { type Codec, keptCount } from "./codec.ts";
import { decodeIndices, encodeIndices } from "./index_code.ts";

/**
 * Only the ⌈share · n⌉ values of greatest magnitude, the rest as 0: Aji and Heafield 2017 (arXiv 1704.05021). Of
 * equal ones the first. The message: the values as 32-bit floats, then their indices as `encodeIndices` writes them.
 *
 * @param share Of the values kept, above 0 and up to 1.
 */
export function topK(share: number): Codec {
  return {
    encode(values) {
      const indices = greatest(values, keptCount(share, values.length));
      const code = encodeIndices(indices);
      const message = new Uint8Array(4 * indices.length + code.length);
      const sent = new Float32Array(message.buffer, 0, indices.length);
      for (let i = 0; i < sent.length; i++) sent[i] = values[indices[i]];
      message.set(code, 4 * indices.length);
      return message;
    },
    decode(message, length) {
      const count = keptCount(share, length);
      const sent = new Float32Array(message.buffer, 0, count);
      const values = new Float32Array(length);
      decodeIndices(message.subarray(4 * count), count).forEach((index, i) => values[index] = sent[i]);
      return values;
    },
  };
}

/** The indices of the `count` values of greatest magnitude, rising. */
function greatest(values: Float32Array, count: number): Uint32Array {
  const magnitudes = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) magnitudes[i] = Math.abs(values[i]);
  const threshold = magnitudes.sort()[values.length - count];
  let above = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > threshold) above++;
  const indices = new Uint32Array(count);
  let ties = count - above;
  for (let i = 0, at = 0; at < count; i++) {
    const magnitude = Math.abs(values[i]);
    if (magnitude > threshold || (!(magnitude < threshold) && ties-- > 0)) indices[at++] = i;
  }
  return indices;
}
