import { SecureSumError } from "./secure_client.ts";

/** How many others a client shares its secrets and masks with at most. */
export const NEIGHBOURS = 40;

/** The clients of a secret sum that one of them deals with, itself included. */
export interface Neighbourhood {
  /** Their numbers. */
  readonly members: readonly number[];
  /** How many of them can restore a member's secrets. */
  readonly threshold: number;
}

/**
 * Who masks with whom. Up to 41 clients: all with all, and it takes two thirds of them to restore a secret. Of more, each
 * with the 20 before and the 20 after it in a circle of random order, Bell et al. 2020 (eprint 2020/704, section 3),
 * so that the work of a client does not grow with their number; there a majority restores a secret, as chance may have
 * more drop out of one neighbourhood than of all.
 *
 * @throws {SecureSumError} One client, of which a sum hides nothing.
 */
export function neighbourhoods(clients: readonly number[]): Map<number, Neighbourhood> {
  const n = clients.length;
  if (n < 2) throw new SecureSumError(`a sum hides nothing of ${n} client; at least two must take part`);
  if (n <= NEIGHBOURS + 1) {
    const all = { members: clients, threshold: leastSurvivors(n) };
    return new Map(clients.map((client) => [client, all]));
  }
  const circle = inRandomOrder(clients), half = NEIGHBOURS / 2;
  return new Map(circle.map((client, at) => {
    const members = Array.from({ length: NEIGHBOURS + 1 }, (_, i) => circle[(at - half + i + n) % n]);
    return [client, { members, threshold: half + 1 }];
  }));
}

/** How many of n clients must stay for a sum: all but a third. */
export function leastSurvivors(n: number): number {
  return n - Math.floor(n / 3);
}

/** By the system's randomness: nobody may know the circle before it is drawn. It leaves no trace in the sum. */
function inRandomOrder(clients: readonly number[]): number[] {
  const keys = crypto.getRandomValues(new BigUint64Array(clients.length));
  return clients.map((client, i) => ({ client, key: keys[i] })).sort((a, b) => a.key < b.key ? -1 : 1).map((
    { client },
  ) => client);
}
