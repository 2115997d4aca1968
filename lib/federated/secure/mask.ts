/** Expands a seed of 32 bytes to pseudorandom words of 32 bits: AES-256 in counter mode over zeros. */
export async function expand(seed: Uint8Array<ArrayBuffer>, words: number): Promise<Uint32Array> {
  const key = await crypto.subtle.importKey("raw", seed, "AES-CTR", false, ["encrypt"]);
  // The seed is used once, so that the counter may start at 0.
  const counter = { name: "AES-CTR", counter: new Uint8Array(16), length: 64 };
  return new Uint32Array(await crypto.subtle.encrypt(counter, key, new Uint8Array(4 * words)));
}

/** into ← into + sign · mask, number by number modulo 2⁶⁴: two words each, the lower one first. */
export function addMask(into: Uint32Array, mask: Uint32Array, sign: 1 | -1): void {
  for (let i = 0; i < into.length; i += 2) {
    const lower = into[i] + sign * mask[i];
    const carry = lower < 0 ? -1 : lower >= 2 ** 32 ? 1 : 0;
    into[i] = lower;
    into[i + 1] += sign * mask[i + 1] + carry;
  }
}

/** The sign with which one of two clients adds their common mask: 1 for the lower number, −1 for the other. */
export function signOf(own: number, other: number): 1 | -1 {
  return own < other ? 1 : -1;
}
