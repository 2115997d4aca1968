import { fromFixedPoint, toFixedPoint } from "./fixed_point.ts";
import { addMask } from "./mask.ts";
import { leastSurvivors, neighbourhoods } from "./neighbours.ts";
import { secureClient, SecureSumError } from "./secure_client.ts";
import { unmask } from "./unmask.ts";

/** A client's vector in a secret sum. */
export interface Summand {
  /** The client's number. */
  readonly client: number;
  /** The vector. */
  readonly vector: ArrayLike<number>;
}

/** What the server learns of a secret sum. */
export interface SecureSum {
  /** The sum of the vectors of the clients that stayed. */
  readonly sum: Float64Array;
  /** How many clients stayed. */
  readonly survivors: number;
}

/**
 * The sum of the clients' vectors, of which the server sees nothing but the sum. Its error is n · 2⁻²⁵ at most, in addition
 * to the rounding of doubles. Clients that have shared their secrets and then send no vector have dropped out; up to a
 * third may, of more than 41 clients up to a fifth (then one in a thousand sums fails as one neighbourhood is short
 * of shares; see `neighbourhoods`).
 *
 * @param clients All that begin, two at least.
 * @param summands The vectors of those that stay, read once.
 * @param seen What the server receives, one masked vector a client: for those who want to look.
 * @throws {SecureSumError} Too few stay.
 * @throws {RangeError} A number too large: see `toFixedPoint`.
 */
export async function secureSum(
  clients: readonly number[],
  summands: AsyncIterable<Summand>,
  seen: (client: number, masked: Uint32Array) => void = () => {},
): Promise<SecureSum> {
  const n = clients.length, least = leastSurvivors(n);
  const circles = neighbourhoods(clients);
  const parties = new Map(
    await Promise.all(clients.map(async (own) => [own, await secureClient(own)] as const)),
  );
  const keys = new Map([...parties].map(([own, { publicKeys }]) => [own, publicKeys]));
  const sealed = new Map(clients.map((client) => [client, new Map<number, Uint8Array<ArrayBuffer>>()]));
  for (const [from, party] of parties) {
    const { members, threshold } = circles.get(from)!;
    const near = new Map(members.map((client) => [client, keys.get(client)!]));
    for (const [to, message] of await party.share(near, threshold)) sealed.get(to)!.set(from, message);
  }
  let sum: Uint32Array | undefined;
  const survivors = new Set<number>();
  for await (const { client, vector } of summands) {
    const masked = await parties.get(client)!.mask(toFixedPoint(vector, n), sealed.get(client)!);
    seen(client, masked);
    survivors.add(client);
    sum ??= new Uint32Array(masked.length);
    addMask(sum, masked, 1);
  }
  if (!sum || survivors.size < least) {
    throw new SecureSumError(`${survivors.size} clients are left of ${n}, the sum needs ${least}`);
  }
  const revealed = [...survivors].map((client) => parties.get(client)!.reveal(survivors));
  return {
    sum: fromFixedPoint(await unmask(sum, keys, circles, survivors, revealed)),
    survivors: survivors.size,
  };
}
