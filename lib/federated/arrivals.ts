import { faultOf } from "./faults/faults.ts";
import { misdeliver } from "./faults/misdeliver.ts";
import { type Expected, screen, type Verdicts } from "./faults/screen.ts";
import { hostileClients } from "./hostile/hostile_clients.ts";
import { tamper } from "./hostile/tamper.ts";
import type { FederatedOptions } from "./options.ts";
import type { ClientUpdate } from "./strategy.ts";

/**
 * From what the clients sent to what the strategy sees: hostile clients change theirs, faults damage some, and the server
 * takes what can be an update of this round.
 *
 * @param verdicts Receives what it decides.
 */
export function arrivals(
  { hostile, faults, seed, partition }: FederatedOptions,
  round: number,
  expected: Expected,
  updates: AsyncIterable<ClientUpdate>,
  verdicts: Verdicts,
): AsyncIterable<ClientUpdate> {
  const sent = hostile
    ? tamper(updates, hostile.attack, hostileClients(hostile, partition.length, seed))
    : updates;
  const delivered = misdeliver(sent, round, (client) => faultOf(faults, seed, round, client));
  return screen(delivered, round, expected, verdicts);
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

/** A sequence for a reader that may stop early, and the way to its end all the same. */
export interface ReadThrough<T> {
  /** The sequence; to stop reading does not end it. */
  readonly sequence: AsyncIterable<T>;
  /** Reads what is left. */
  toEnd(): Promise<void>;
}

/** What happens while a sequence is read happens whole, whatever its reader leaves unread. */
export function readThrough<T>(sequence: AsyncIterable<T>): ReadThrough<T> {
  const iterator = sequence[Symbol.asyncIterator]();
  return {
    // An iterator without `return`, which a loop that is left would call.
    sequence: { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) },
    async toEnd() {
      while (!(await iterator.next()).done);
    },
  };
}

/** An empty sequence. */
export const NOTHING: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};
