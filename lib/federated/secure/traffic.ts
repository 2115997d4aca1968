import { KEY_BYTES, SEAL_BYTES } from "./keys.ts";
import { NEIGHBOURS } from "./neighbours.ts";
import { SHARE_BYTES } from "./secure_client.ts";

/** Bytes of a client's messages in a secret sum. */
export interface SecureTraffic {
  /** Its keys, the shares it seals for its neighbours, its masked vector, and the shares that it reveals at the end. */
  readonly up: number;
  /** Its neighbours' keys, the shares they sealed for it, and who of them has stayed, a bit each. */
  readonly down: number;
}

/** The bytes of each client that stays to the end, in a sum of n clients' vectors of `numbers` numbers. */
export function secureTraffic(n: number, numbers: number): SecureTraffic {
  const neighbours = Math.min(n - 1, NEIGHBOURS);
  const sealed = neighbours * (SEAL_BYTES + 2 * SHARE_BYTES);
  return {
    up: 2 * KEY_BYTES + sealed + 8 * numbers + (neighbours + 1) * SHARE_BYTES,
    down: neighbours * 2 * KEY_BYTES + sealed + Math.ceil(neighbours / 8),
  };
}
