import { SecureSumError } from "./secure_client.ts";

/** The most other clients that a client shares its secrets and masks with. */
export const NEIGHBOURS = 40;

/** The clients of a secret sum that one client exchanges secrets with, itself included. */
export interface Neighbourhood {
  /** Their numbers. */
  readonly members: readonly number[];
  /** How many of them can restore a member's secrets. */
  readonly threshold: number;
}

/**
 * Which clients mask with which. Up to 41 clients: all with all, and two thirds of them can restore a secret. With more, each
 * with the 20 before and the 20 after it in a circle of random order, Bell et al. 2020 (eprint 2020/704, section 3),
 * so that the work of a client does not grow with their number. There a majority can restore a secret, as by chance a larger
 * share may drop out of one neighbourhood than of all clients.
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

/** Uses the system's randomness, as nobody may know the circle in advance. The order does not affect the sum. */
function inRandomOrder(clients: readonly number[]): number[] {
  const keys = crypto.getRandomValues(new BigUint64Array(clients.length));
  return clients.map((client, i) => ({ client, key: keys[i] })).sort((a, b) => a.key < b.key ? -1 : 1).map((
    { client },
  ) => client);
}
