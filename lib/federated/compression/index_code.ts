import { bitReader, bitWriter } from "./bits.ts";

/**
 * Rising indices as the gaps between them, each in a Rice code: the gap's lowest r bits as they are, the rest in
 * unary. With indices spread at random this comes within a few hundredths of the entropy; of every twentieth index it
 * needs 5.8 bits, where a bit for each place would need 20 and plain 32-bit indices 32. Golomb 1966; used for sparse
 * updates by Sattler et al. 2019 (arXiv 1805.08768).
 *
 * @param indices Rising, none twice.
 * @returns A byte for r, then the gaps.
 */
export function encodeIndices(indices: Uint32Array): Uint8Array {
  const gaps = indices.map((index, i) => i === 0 ? index : index - indices[i - 1] - 1);
  const r = bestRice(gaps);
  const writer = bitWriter(bitsNeeded(gaps, r));
  for (const gap of gaps) {
    for (let left = gap >>> r; left > 0; left--) writer.write(1, 1);
    writer.write(0, 1);
    writer.write(gap & ((1 << r) - 1), r);
  }
  const bits = writer.bytes();
  const message = new Uint8Array(1 + bits.length);
  message[0] = r;
  message.set(bits, 1);
  return message;
}

/** Reads `count` indices of `encodeIndices`; `bytes` may go on after them. */
export function decodeIndices(bytes: Uint8Array, count: number): Uint32Array {
  const r = bytes[0];
  const read = bitReader(bytes.subarray(1));
  const indices = new Uint32Array(count);
  for (let i = 0, next = 0; i < count; i++) {
    let high = 0;
    while (read(1) === 1) high++;
    indices[i] = next + (high << r) + read(r);
    next = indices[i] + 1;
  }
  return indices;
}

/** More low bits than this are never needed: the gaps of a vector of millions are shorter. */
const MOST_LOW_BITS = 23;

function bestRice(gaps: Uint32Array): number {
  let best = 0;
  for (let r = 1; r <= MOST_LOW_BITS; r++) {
    if (bitsNeeded(gaps, r) < bitsNeeded(gaps, best)) best = r;
  }
  return best;
}

function bitsNeeded(gaps: Uint32Array, r: number): number {
  let bits = gaps.length * (r + 1);
  for (const gap of gaps) bits += gap >>> r;
  return bits;
}
