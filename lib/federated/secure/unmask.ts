import { combine } from "shamir-secret-sharing";
import { agree, privateKey } from "./keys.ts";
import { addMask, expand, signOf } from "./mask.ts";
import type { Neighbourhood } from "./neighbours.ts";
import { type PublicKeys, type Revealed, SecureSumError } from "./secure_client.ts";

/**
 * The server's last step: removes the masks from the sum of the survivors' vectors. For each survivor it restores the
 * seed of its own mask; for each client that dropped out, the key of the masks that it would have cancelled.
 *
 * @param sum Of the masked vectors, modulo 2⁶⁴.
 * @param circles Each client's neighbours.
 * @param revealed What the survivors gave, in any order.
 * @throws {SecureSumError} Too few of a client's neighbours have stayed.
 */
export async function unmask(
  sum: Uint32Array,
  keys: ReadonlyMap<number, PublicKeys>,
  circles: ReadonlyMap<number, Neighbourhood>,
  survivors: ReadonlySet<number>,
  revealed: readonly Revealed[],
): Promise<Uint32Array> {
  const plain = sum.slice();
  const shares = sharesOf(revealed);
  for (const [client, { members, threshold }] of circles) {
    const kept = survivors.has(client) ? "seeds" : "maskKeys";
    const pieces = shares[kept].get(client) ?? [];
    if (pieces.length < threshold) {
      throw new SecureSumError(
        `${pieces.length} neighbours of client ${client} are left, the sum needs ${threshold}`,
      );
    }
    const secret = new Uint8Array(await combine(pieces.slice(0, threshold)));
    if (kept === "seeds") {
      addMask(plain, await expand(secret, sum.length), -1);
      continue;
    }
    const key = await privateKey(secret, keys.get(client)!.mask);
    for (const other of members) {
      if (other === client || !survivors.has(other)) continue;
      const common = await agree(key, keys.get(other)!.mask, "mask");
      // The survivor added its half; the other half, which would have cancelled it, never came.
      addMask(plain, await expand(common, sum.length), signOf(client, other));
    }
  }
  return plain;
}

/** The revealed shares of each client's secrets. */
function sharesOf(revealed: readonly Revealed[]): Record<keyof Revealed, Map<number, Uint8Array[]>> {
  const shares = { seeds: new Map<number, Uint8Array[]>(), maskKeys: new Map<number, Uint8Array[]>() };
  for (const one of revealed) {
    for (const kind of ["seeds", "maskKeys"] as const) {
      for (const [client, share] of one[kind]) {
        shares[kind].set(client, [...shares[kind].get(client) ?? [], share]);
      }
    }
  }
  return shares;
}
