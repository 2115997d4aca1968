import { fromFixedPoint, toFixedPoint } from "./fixed_point.ts";
import { addMask } from "./mask.ts";
import { secureClient, SecureSumError } from "./secure_client.ts";
import { unmask } from "./unmask.ts";

/** A client's vector. */
export interface Summand {
  /** Its number. */
  readonly client: number;
  /** The vector. */
  readonly vector: ArrayLike<number>;
}

/**
 * The sum of the clients' vectors, of which the server sees nothing but the sum: it errs by n · 2⁻²⁵ at most. Clients
 * that have shared out their secrets and then send no vector have dropped out; up to a third may.
 *
 * @param clients All that begin.
 * @param summands The vectors of those that stay, read once.
 * @param seen What the server receives, one masked vector a client: for those who want to look.
 * @throws {SecureSumError} Too few stay.
 * @throws {RangeError} A number too large: see `toFixedPoint`.
 */
export async function secureSum(
  clients: readonly number[],
  summands: AsyncIterable<Summand>,
  seen: (client: number, masked: Uint32Array) => void = () => {},
): Promise<Float64Array> {
  const n = clients.length, threshold = n - Math.floor(n / 3);
  if (n < 2) throw new SecureSumError(`a sum hides nothing of ${n} client; at least two must take part`);
  const parties = new Map(
    await Promise.all(clients.map(async (own) => [own, await secureClient(own)] as const)),
  );
  const keys = new Map([...parties].map(([own, { publicKeys }]) => [own, publicKeys]));
  const sealed = new Map<number, Map<number, Uint8Array<ArrayBuffer>>>();
  for (const [from, party] of parties) {
    for (const [to, message] of await party.share(keys, threshold)) {
      sealed.set(to, (sealed.get(to) ?? new Map()).set(from, message));
    }
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
  if (!sum || survivors.size < threshold) {
    throw new SecureSumError(`${survivors.size} clients are left of ${n}, the sum needs ${threshold}`);
  }
  const revealed = [...survivors].slice(0, threshold).map((client) => parties.get(client)!.reveal(survivors));
  return fromFixedPoint(await unmask(sum, keys, survivors, revealed));
}
