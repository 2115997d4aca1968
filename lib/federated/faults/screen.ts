import type { ClientUpdate } from "../strategy.ts";
import { allFinite } from "../vectors.ts";
import type { Arrival } from "./misdeliver.ts";

/** An update that the server did not take. */
export interface Rejection {
  /** Whose. */
  readonly client: number;
  /** Why. */
  readonly reason: "not finite" | "wrong length" | "stale" | "duplicate";
}

/** The updates that a strategy may see: of this round, of the model's length, finite, and one for each client. */
export async function* screen(
  arrivals: AsyncIterable<Arrival>,
  round: number,
  length: number,
  rejected: Rejection[],
): AsyncGenerator<ClientUpdate> {
  const seen = new Set<number>();
  for await (const arrival of arrivals) {
    const { client } = arrival;
    const reason = reasonAgainst(arrival, round, length, seen);
    if (reason) rejected.push({ client, reason });
    else {
      seen.add(client);
      yield arrival;
    }
  }
}

function reasonAgainst(
  { client, delta, sent, ...arrival }: Arrival,
  round: number,
  length: number,
  seen: ReadonlySet<number>,
): Rejection["reason"] | undefined {
  if (arrival.round !== round) return "stale";
  if (delta.length !== length || (sent && sent.length !== length)) return "wrong length";
  if (!allFinite(delta) || (sent && !allFinite(sent))) return "not finite";
  if (seen.has(client)) return "duplicate";
}
