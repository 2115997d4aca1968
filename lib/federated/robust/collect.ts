import type { RunFacts } from "../run_facts.ts";
import type { ClientUpdate } from "../strategy.ts";

/** The Δ_k of all clients at once, which robust rules must see: in single precision, as that halves the memory. */
export async function collect(updates: AsyncIterable<ClientUpdate>): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for await (const { delta } of updates) all.push(Float32Array.from(delta));
  return all;
}

/** Why a robust rule cannot be used where rounds exchange sums; undefined where none do. */
export function sumsUnguarded({ exchanges }: RunFacts): string | undefined {
  if (exchanges) return "it guards the mean of updates, not the sums over clients that some rounds exchange";
}

/** How many of n clients a share is, at most. */
export function countOf(share: number, n: number): number {
  return Math.floor(share * n + 1e-9);
}
