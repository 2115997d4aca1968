import { split } from "shamir-secret-sharing";
import { UserError } from "../../errors/mod.ts";
import { agree, keyPair, open, seal, secretOf } from "./keys.ts";
import { addMask, expand, signOf } from "./mask.ts";

/** The protocol was aborted; the message says why. */
export class SecureSumError extends UserError {
  /** Always "SecureSumError". */
  override readonly name = "SecureSumError";
}

/** What a client tells everybody. */
export interface PublicKeys {
  /** The key for sealing shares. */
  readonly shares: CryptoKey;
  /** The key for masks. */
  readonly mask: CryptoKey;
}

/** The shares of the others' secrets that a client reveals: one or the other of each client, never both. */
export interface Revealed {
  /** Of those whose sum counts: shares of the seeds of their own masks, by client. */
  readonly seeds: ReadonlyMap<number, Uint8Array>;
  /** Of those that have dropped out: shares of their private mask keys, by client. */
  readonly maskKeys: ReadonlyMap<number, Uint8Array>;
}

/** Bytes of a share of 32 bytes. */
export const SHARE_BYTES = 33;

/**
 * A client of secure aggregation, Bonawitz et al. 2017 (CCS, figure 4, honest but curious server), phase by phase. What it
 * masks with: one vector for each of its neighbours, which that one subtracts, and one of its own, so that its vector
 * stays hidden even if the server takes it for one that dropped out.
 */
export async function secureClient(own: number) {
  const sharesPair = await keyPair(), maskPair = await keyPair();
  const seed = crypto.getRandomValues(new Uint8Array(32));
  let keys: ReadonlyMap<number, PublicKeys> = new Map();
  let threshold = Infinity;
  let opened: ReadonlyMap<number, Uint8Array> = new Map();
  let sealingKeys: ReadonlyMap<number, Uint8Array<ArrayBuffer>> = new Map();
  let hasRevealed = false;
  const others = () => [...keys].filter(([client]) => client !== own);

  return {
    /** Phase 0: its public keys. */
    publicKeys: { shares: sharesPair.publicKey, mask: maskPair.publicKey } satisfies PublicKeys,

    /**
     * Phase 1: shares of its two secrets, sealed for each neighbour.
     *
     * @param members The keys of its neighbours, its own included.
     * @param least So many of them can restore the secrets.
     */
    async share(members: ReadonlyMap<number, PublicKeys>, least: number) {
      if (least <= members.size / 2) {
        throw new SecureSumError(
          `the threshold must be above half of ${members.size} clients, got ${least}`,
        );
      }
      keys = members, threshold = least;
      sealingKeys = new Map(
        await Promise.all(
          others().map(async ([client, { shares }]) =>
            [client, await agree(sharesPair.privateKey, shares, "shares")] as const
          ),
        ),
      );
      const n = Math.max(2, keys.size);
      const seedShares = await split(seed, n, least),
        keyShares = await split(await secretOf(maskPair.privateKey), n, least);
      const sealed = new Map<number, Uint8Array<ArrayBuffer>>();
      await Promise.all([...keys.keys()].map(async (client, i) => {
        const both = new Uint8Array([...seedShares[i], ...keyShares[i]]);
        if (client === own) opened = new Map([[own, both]]);
        else sealed.set(client, await seal(sealingKeys.get(client)!, both, `${own}→${client}`));
      }));
      return sealed;
    },

    /** Phase 2: its vector, masked; it keeps the shares that were sealed for it. */
    async mask(
      vector: Uint32Array,
      sealed: ReadonlyMap<number, Uint8Array<ArrayBuffer>>,
    ): Promise<Uint32Array> {
      const received = await Promise.all(
        [...sealed].map(async ([from, message]) =>
          [from, await open(sealingKeys.get(from)!, message, `${from}→${own}`)] as const
        ),
      );
      opened = new Map([...opened, ...received]);
      const masked = vector.slice();
      addMask(masked, await expand(seed, vector.length), 1);
      const common = await Promise.all(
        others().map(async ([client, { mask }]) =>
          [client, await agree(maskPair.privateKey, mask, "mask")] as const
        ),
      );
      for (const [client, secret] of common) {
        addMask(masked, await expand(secret, vector.length), signOf(own, client));
      }
      return masked;
    },

    /** Phase 3: one share for each neighbour, of its seed if it survived, else of its mask key; only once. */
    reveal(survivors: ReadonlySet<number>): Revealed {
      if (hasRevealed) throw new SecureSumError(`client ${own} was asked for its shares a second time`);
      const left = [...keys.keys()].filter((client) => survivors.has(client)).length;
      if (left < threshold) {
        throw new SecureSumError(`${left} clients are left of ${keys.size}, the sum needs ${threshold}`);
      }
      hasRevealed = true;
      const seeds = new Map<number, Uint8Array>(), maskKeys = new Map<number, Uint8Array>();
      for (const [client, both] of opened) {
        if (survivors.has(client)) seeds.set(client, both.subarray(0, SHARE_BYTES));
        else maskKeys.set(client, both.subarray(SHARE_BYTES));
      }
      return { seeds, maskKeys };
    },
  };
}

/** A client of secure aggregation, made by `secureClient`. */
export type SecureClient = Awaited<ReturnType<typeof secureClient>>;
