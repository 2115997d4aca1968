import { faultOf } from "./faults/faults.ts";
import { misdeliver } from "./faults/misdeliver.ts";
import { type Expected, screen, type Verdicts } from "./faults/screen.ts";
import { tamper } from "./hostile/tamper.ts";
import type { FederatedRun } from "./options.ts";
import type { ClientUpdate } from "./strategy.ts";

/**
 * What the strategy sees of the updates that clients send: hostile clients change theirs, faults damage some, and the
 * server takes only those that can be updates of this round.
 *
 * @param verdicts Receives what it decides.
 */
export function arrivals(
  { hostile, hostileClients, faults, seed }: FederatedRun,
  round: number,
  expected: Expected,
  updates: AsyncIterable<ClientUpdate>,
  verdicts: Verdicts,
): AsyncIterable<ClientUpdate> {
  const sent = hostile ? tamper(updates, hostile.attack, hostileClients) : updates;
  const delivered = misdeliver(sent, round, (client) => faultOf(faults, seed, round, client));
  return screen(delivered, round, expected, verdicts);
}

/** The sequence, or undefined if it is empty: reads the first element to find out. */
export async function unlessEmpty<T>(sequence: AsyncIterable<T>): Promise<AsyncIterable<T> | undefined> {
  const iterator = sequence[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  return (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

/** A sequence whose reader may stop early, and a way to read the rest afterwards. */
export interface ReadThrough<T> {
  /** The sequence. Leaving a loop over it does not end it. */
  readonly sequence: AsyncIterable<T>;
  /** Reads what is left. */
  toEnd(): Promise<void>;
}

/** For a sequence with side effects that must all happen, even if its reader stops early. */
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
