import { allIndices } from "../../numbers/mod.ts";
import { SIGNATURE_LENGTH } from "./signature.ts";

/** Number of values of each signature that are compared first: they rule out most pairs. */
const HEAD = 8;

/** Signatures prepared for a search; each is a row of 225 values. */
export interface SignatureIndex {
  /** The positions within a signature, those of greatest variance first: they tell images apart soonest. */
  readonly positions: Uint32Array;
  /** The number of the signature in each row. */
  readonly origins: Uint32Array;
  /** The rows, sorted by their first value; the values of a row are in the order of `positions`. */
  readonly rows: Float32Array;
  /** The first value of each row. */
  readonly keys: Float32Array;
  /** The first eight values of each row, close together in memory. */
  readonly heads: Float32Array;
}

/** Prepares signatures to be searched; or, given the `positions` of another index, to be searched for in that one. */
export function indexSignatures(
  signatures: Float32Array,
  positions: Uint32Array = byVariance(signatures),
): SignatureIndex {
  const n = signatures.length / SIGNATURE_LENGTH;
  const key = (i: number) => signatures[i * SIGNATURE_LENGTH + positions[0]];
  const origins = allIndices(n).sort((a, b) => key(a) - key(b) || a - b);
  const rows = new Float32Array(signatures.length), heads = new Float32Array(HEAD * n);
  origins.forEach((origin, row) => {
    for (let k = 0; k < SIGNATURE_LENGTH; k++) {
      rows[row * SIGNATURE_LENGTH + k] = signatures[origin * SIGNATURE_LENGTH + positions[k]];
    }
    heads.set(rows.subarray(row * SIGNATURE_LENGTH, row * SIGNATURE_LENGTH + HEAD), row * HEAD);
  });
  return { positions, origins, rows, keys: Float32Array.from(origins, key), heads };
}

/** A pair found: the origins of its signatures and their squared distance. */
export type VisitPair = (origin: number, queryOrigin: number, distance2: number) => void;

/**
 * Visits all pairs of a signature of the index and a query with a squared distance of at most `limit2`. The search is
 * exact: rows whose first value differs too much are skipped, and a comparison ends as soon as the distance is too large.
 *
 * @param queries Signatures prepared with the `positions` of the index.
 * @param wanted Called before a pair is compared in full, with its distance so far; false skips the pair.
 */
export function visitPairs(
  index: SignatureIndex,
  queries: SignatureIndex,
  limit2: number,
  wanted: (origin: number, queryOrigin: number, distance2SoFar: number) => boolean,
  visit: VisitPair,
): void {
  const { rows, keys, heads } = index;
  const reach = Math.sqrt(limit2);
  // Queries are in the same order as the rows, so that the rows they need are still in the processor's cache.
  for (let q = 0; q < queries.origins.length; q++) {
    const query = queries.rows.subarray(q * SIGNATURE_LENGTH, (q + 1) * SIGNATURE_LENGTH);
    const end = firstAbove(keys, query[0] + reach);
    for (let row = firstAbove(keys, query[0] - reach); row < end; row++) {
      let distance2 = 0;
      for (let k = 0, at = row * HEAD; k < HEAD; k++, at++) {
        const difference = heads[at] - query[k];
        distance2 += difference * difference;
      }
      if (distance2 > limit2 || !wanted(index.origins[row], queries.origins[q], distance2)) continue;
      for (let k = HEAD, at = row * SIGNATURE_LENGTH + HEAD; k < SIGNATURE_LENGTH; k++, at++) {
        const difference = rows[at] - query[k];
        distance2 += difference * difference;
        if (distance2 > limit2) break;
      }
      if (distance2 <= limit2) visit(index.origins[row], queries.origins[q], distance2);
    }
  }
}

function byVariance(signatures: Float32Array): Uint32Array {
  const n = signatures.length / SIGNATURE_LENGTH;
  const variance = Float64Array.from({ length: SIGNATURE_LENGTH }, (_, k) => {
    let sum = 0, squares = 0;
    for (let at = k; at < signatures.length; at += SIGNATURE_LENGTH) {
      sum += signatures[at], squares += signatures[at] ** 2;
    }
    return squares / n - (sum / n) ** 2;
  });
  return Uint32Array.from(variance.keys()).sort((a, b) => variance[b] - variance[a] || a - b);
}

/** The first position in a rising array whose value is at least `value`. */
function firstAbove(sorted: Float32Array, value: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
