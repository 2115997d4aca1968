import { combine } from "shamir-secret-sharing";
import { agree, privateKey } from "./keys.ts";
import { addMask, expand, signOf } from "./mask.ts";
import type { PublicKeys, Revealed } from "./secure_client.ts";

/**
 * The server's last step: takes the masks off the sum of the survivors' vectors. Of those it restores the seeds of
 * their own masks, of those that dropped out the keys of the masks that nobody has taken off.
 *
 * @param sum Of the masked vectors, modulo 2³².
 * @param revealed What the survivors gave, in any order; a threshold of them is enough.
 */
export async function unmask(
  sum: Uint32Array,
  keys: ReadonlyMap<number, PublicKeys>,
  survivors: ReadonlySet<number>,
  revealed: readonly Revealed[],
): Promise<Uint32Array> {
  const plain = sum.slice();
  for (const [client, { mask }] of keys) {
    const shares = (kind: keyof Revealed) => revealed.map((one) => one[kind].get(client)!);
    if (survivors.has(client)) {
      const seed = new Uint8Array(await combine(shares("seeds")));
      addMask(plain, await expand(seed, sum.length), -1);
      continue;
    }
    const key = await privateKey(await combine(shares("maskKeys")), mask);
    for (const other of survivors) {
      const common = await agree(key, keys.get(other)!.mask, "mask");
      // The survivor added its half; the other half, which would have cancelled it, never came.
      addMask(plain, await expand(common, sum.length), signOf(client, other));
    }
  }
  return plain;
}
