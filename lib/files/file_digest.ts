import { createHash, type Hash } from "node:crypto";

/** The SHA-256 of a file's content, as 64 hexadecimal digits. */
export function fileDigest(path: string): string {
  return hashFile(path, createHash("sha256")).digest("hex");
}

/** Adds a file's content to a hash, piece by piece: a large file need not fit into memory. */
export function hashFile(path: string, hash: Hash): Hash {
  using file = Deno.openSync(path);
  const buffer = new Uint8Array(1 << 18);
  for (let n = file.readSync(buffer); n !== null; n = file.readSync(buffer)) {
    hash.update(buffer.subarray(0, n));
  }
  return hash;
}
