import { faultOf } from "./faults/faults.ts";
import { misdeliver } from "./faults/misdeliver.ts";
import { type Rejection, screen } from "./faults/screen.ts";
import { hostileClients } from "./hostile/hostile_clients.ts";
import { tamper } from "./hostile/tamper.ts";
import type { FederatedOptions } from "./options.ts";
import type { RoundContext } from "./round_context.ts";
import type { ClientUpdate } from "./strategy.ts";

/**
 * From what the clients' training gave to what the strategy sees: hostile clients change theirs, faults damage some,
 * and the server takes what can be an update of this round.
 *
 * @param rejected Receives what it does not take.
 */
export function arrivals(
  { hostile, faults, seed, partition }: FederatedOptions,
  { round, parameters }: RoundContext,
  updates: AsyncIterable<ClientUpdate>,
  rejected: Rejection[],
): AsyncIterable<ClientUpdate> {
  const sent = hostile
    ? tamper(updates, hostile.attack, hostileClients(hostile, partition.length, seed))
    : updates;
  const delivered = misdeliver(sent, round, (client) => faultOf(faults, seed, round, client));
  return screen(delivered, round, parameters.length, rejected);
}

/** The same sequence where it has a first element, else undefined. */
export async function unlessEmpty<T>(sequence: AsyncIterable<T>): Promise<AsyncIterable<T> | undefined> {
  const iterator = sequence[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  return (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

/** An empty sequence. */
export const NOTHING: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};
