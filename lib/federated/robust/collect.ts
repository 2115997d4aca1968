import type { RunFacts } from "../run_facts.ts";
import type { ClientUpdate } from "../strategy.ts";

/** The Δ_k of all clients at once, which robust rules need; in single precision, which halves the memory. */
export async function collect(updates: AsyncIterable<ClientUpdate>): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for await (const { delta } of updates) all.push(new Float32Array(delta));
  return all;
}

/** The reason against a robust rule in a run with exchanges of sums; undefined in a run without. */
export function sumsUnguarded({ exchanges }: RunFacts): string | undefined {
  if (exchanges) return "it guards the mean of updates, not the sums over clients that some rounds exchange";
}

/** The number of clients in a share of n, rounded down. */
export function countOf(share: number, n: number): number {
  return Math.floor(share * n + 1e-9);
}
