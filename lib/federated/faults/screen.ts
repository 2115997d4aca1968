import type { ClientUpdate } from "../strategy.ts";
import { allFinite } from "../vectors.ts";
import type { Arrival } from "./misdeliver.ts";

/** An update that the server did not take. */
export interface Rejection {
  /** The client whose update it is. */
  readonly client: number;
  /** Why the server did not take it; "out of range": numbers beyond what secure aggregation can sum. */
  readonly reason: "not finite" | "wrong length" | "stale" | "duplicate" | "out of range";
}

/** What the server decided on each update that arrived, in their order. */
export interface Verdicts {
  /** The clients whose update it took. */
  readonly taken: number[];
  /** Those it did not take, and why. */
  readonly rejected: Rejection[];
}

/** What an update of a round must be like. */
export interface Expected {
  /** Numbers in Δ_k. */
  readonly length: number;
  /** Numbers sent in addition to Δ_k; default: as many as in Δ_k. */
  readonly sentLength?: number;
  /** Each number's magnitude, times the update's weight / `most`, must stay below `below`; default: no limit. */
  readonly summable?: { readonly below: number; readonly most: number };
}

/** The updates that a strategy may see: of this round, of the expected length, finite, in range, one from each client. */
export async function* screen(
  arrivals: AsyncIterable<Arrival>,
  round: number,
  expected: Expected,
  { taken, rejected }: Verdicts,
): AsyncGenerator<ClientUpdate> {
  const seen = new Set<number>();
  for await (const arrival of arrivals) {
    const { client } = arrival;
    const reason = reasonAgainst(arrival, round, expected, seen);
    if (reason) rejected.push({ client, reason });
    else {
      seen.add(client);
      taken.push(client);
      yield arrival;
    }
  }
}

function reasonAgainst(
  { client, delta, sent, weight, ...arrival }: Arrival,
  round: number,
  { length, sentLength = length, summable }: Expected,
  seen: ReadonlySet<number>,
): Rejection["reason"] | undefined {
  if (arrival.round !== round) return "stale";
  if (delta.length !== length || (sent && sent.length !== sentLength)) return "wrong length";
  if (!allFinite(delta) || (sent && !allFinite(sent))) return "not finite";
  if (summable && greatest(delta, sent ?? []) * (weight / summable.most) >= summable.below) {
    return "out of range";
  }
  if (seen.has(client)) return "duplicate";
}

/** The greatest magnitude in them. */
function greatest(...vectors: ArrayLike<number>[]): number {
  let most = 0;
  for (const v of vectors) for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]));
  return most;
}
