import type { Strategy } from "../strategy.ts";
import { stepAlong } from "../vectors.ts";
import { collect, countOf, sumsUnguarded } from "./collect.ts";

/** The trimmed mean's setting. */
export interface TrimmedMeanOptions {
  /** β: the share of the clients that is left out at either end, below ½; default 0.2. */
  readonly share?: number;
}

/**
 * Coordinate-wise median, Yin et al. 2018 (arXiv 1803.01498, definition 1): each coordinate of the step is the
 * median of the clients' coordinates, of an even number the mean of the two in the middle. Clients count alike,
 * whatever number of images they claim: a hostile client would claim many.
 */
export function coordinateMedian(): Strategy<null> {
  return coordinateWise("Coordinate median", (n) => Math.ceil(n / 2) - 1);
}

/**
 * Coordinate-wise trimmed mean, Yin et al. 2018 (arXiv 1803.01498, definition 2): in each coordinate the
 * ⌊βn⌋ least and the ⌊βn⌋ greatest values are left out, and the mean of the others is the step.
 */
export function trimmedMean({ share = 0.2 }: TrimmedMeanOptions = {}): Strategy<null> {
  return coordinateWise("Trimmed mean", (n) => countOf(share, n));
}

/** In each coordinate, the mean of the values without the `trimmed(n)` least and greatest. */
function coordinateWise(name: string, trimmed: (n: number) => number): Strategy<null> {
  return {
    name,
    countsAlike: true,
    refusal: sumsUnguarded,
    async aggregate({ parameters }, updates) {
      const all = await collect(updates);
      const cut = trimmed(all.length), values = new Float32Array(all.length);
      const step = new Float64Array(parameters.length);
      for (let i = 0; i < step.length; i++) {
        for (let k = 0; k < all.length; k++) values[k] = all[k][i];
        values.sort();
        let sum = 0;
        for (let k = cut; k < all.length - cut; k++) sum += values[k];
        step[i] = sum / (all.length - 2 * cut);
      }
      return { parameters: stepAlong(parameters, step, 1), state: null };
    },
  };
}
