import { mean } from "../numbers/mod.ts";

/**
 * The cosine of the angle between each two vectors, −1 to 1, computed in double precision; 0 if either is zero.
 *
 * @param vectors Vectors of one length, such as the clients' updates.
 * @returns vectors × vectors cosines.
 */
export function cosines(vectors: readonly ArrayLike<number>[]): Float64Array[] {
  const products = vectors.map((a) => Float64Array.from(vectors, (b) => dot(a, b)));
  const lengths = products.map((row, i) => Math.sqrt(row[i]));
  return products.map((row, i) => row.map((product, j) => product / (lengths[i] * lengths[j]) || 0));
}

/** Mean of the cosines of all pairs of different vectors; NaN of fewer than two. */
export function meanCosine(vectors: readonly ArrayLike<number>[]): number {
  const pairs = cosines(vectors).flatMap((row, i) => Array.from(row.subarray(i + 1)));
  return mean(pairs);
}

/** Pearson's correlation of two images, −1 to 1: 1 where one is the other up to brightness and contrast. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [[, cosine]] = cosines([aboutMean(a), aboutMean(b)]);
  return cosine;
}

function aboutMean(values: ArrayLike<number>): Float64Array {
  const middle = mean(Array.from(values));
  return Float64Array.from(values, (value) => value - middle);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
