import { participantCount } from "../clients/sampling.ts";
import type { RunFacts } from "../run_facts.ts";
import type { Strategy } from "../strategy.ts";
import { addScaled, divide, stepAlong } from "../vectors.ts";
import { collect, countOf, sumsUnguarded } from "./collect.ts";

/** Krum's setting. */
export interface KrumOptions {
  /** f / n: the share of the clients assumed to be hostile; default 0.2. */
  readonly share?: number;
}

/**
 * Krum, Blanchard et al. 2017 (arXiv 1703.02757): the step is the one update whose n − f − 2 nearest others are
 * nearest, by the sum of squared distances. Its proof needs n > 2f + 2, its rule n ≥ f + 3.
 */
export function krum({ share = 0.2 }: KrumOptions = {}): Strategy<null> {
  return chosen("Krum", share, () => 1);
}

/** Multi-Krum, Blanchard et al. 2017 (arXiv 1703.02757, section 4): the mean of the n − f updates with the best scores. */
export function multiKrum({ share = 0.2 }: KrumOptions = {}): Strategy<null> {
  return chosen("Multi-Krum", share, (n) => n - countOf(share, n));
}

function chosen(name: string, share: number, many: (n: number) => number): Strategy<null> {
  return {
    name,
    countsAlike: true,
    refusal(run: RunFacts) {
      const { clients, sampledFraction } = run;
      const n = participantCount(clients, sampledFraction), f = countOf(share, n);
      if (n < f + 3) {
        return `of ${n} clients in a round and ${f} hostile ones nobody has a neighbour: n ≥ f + 3`;
      }
      return sumsUnguarded(run);
    },
    async aggregate({ parameters }, updates) {
      const all = await collect(updates);
      const scores = krumScores(all, countOf(share, all.length));
      const best = all.map((_, k) => k).sort((a, b) => scores[a] - scores[b] || a - b).slice(
        0,
        many(all.length),
      );
      const sum = new Float64Array(parameters.length);
      for (const k of best.sort((a, b) => a - b)) addScaled(sum, 1, all[k]);
      return { parameters: stepAlong(parameters, divide(sum, best.length), 1), state: null };
    },
  };
}

/**
 * Of each vector, the sum of its squared distances to its n − f − 2 nearest others; where drop-outs have left too
 * few, to its nearest.
 */
export function krumScores(vectors: readonly Float32Array[], f: number): number[] {
  const neighbours = Math.max(1, vectors.length - f - 2);
  const distances = vectors.map((a) => vectors.map((b) => squaredDistance(a, b)));
  return distances.map((row, k) =>
    row.filter((_, other) => other !== k).sort((a, b) => a - b).slice(0, neighbours).reduce(
      (a, b) => a + b,
      0,
    )
  );
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}
