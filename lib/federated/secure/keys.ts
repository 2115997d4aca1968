const CURVE = { name: "X25519" } as const;

/** Bytes of a public key, of a secret number, and that sealing adds to a message. */
export const KEY_BYTES = 32, SEAL_BYTES = 12 + 16;

/** A pair of keys whose private half can be split into shares: Diffie–Hellman on Curve25519 (RFC 7748). */
export function keyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, true, ["deriveBits"]) as Promise<CryptoKeyPair>;
}

/** 32 bytes that only the holders of the two private keys can make, another for each purpose. */
export async function agree(
  own: CryptoKey,
  other: CryptoKey,
  purpose: "mask" | "shares",
): Promise<Uint8Array<ArrayBuffer>> {
  const common = await crypto.subtle.deriveBits({ name: CURVE.name, public: other }, own, 256);
  const key = await crypto.subtle.importKey("raw", common, "HKDF", false, ["deriveBits"]);
  const hkdf = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(32),
    info: new TextEncoder().encode(purpose),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, key, 256));
}

/** A private key's secret number, 32 bytes. */
export async function secretOf(key: CryptoKey): Promise<Uint8Array> {
  const { d } = await crypto.subtle.exportKey("jwk", key);
  return Uint8Array.fromBase64(d!, { alphabet: "base64url" });
}

/** The private key of a secret number, whose public key is known. */
export async function privateKey(secret: Uint8Array, publicKey: CryptoKey): Promise<CryptoKey> {
  const { x, kty, crv } = await crypto.subtle.exportKey("jwk", publicKey);
  const d = secret.toBase64({ alphabet: "base64url", omitPadding: true });
  return crypto.subtle.importKey("jwk", { kty, crv, x, d }, CURVE, true, ["deriveBits"]);
}

/** Seals a message for one receiver: AES-256-GCM, its random nonce in front. */
export async function seal(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>, label: string) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(gcm(iv, label), await aes(key), message);
  return new Uint8Array([...iv, ...new Uint8Array(sealed)]);
}

/**
 * Opens a message that `seal` has sealed.
 *
 * @throws {OperationError} It was changed, or is for somebody else.
 */
export async function open(key: Uint8Array<ArrayBuffer>, sealed: Uint8Array<ArrayBuffer>, label: string) {
  const iv = sealed.subarray(0, 12);
  return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, label), await aes(key), sealed.subarray(12)));
}

function gcm(iv: Uint8Array<ArrayBuffer>, label: string) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(label) };
}

function aes(key: Uint8Array<ArrayBuffer>) {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}
