import { createHash } from "node:crypto";
import { UserError } from "../../errors/mod.ts";
import { FileError, readBytes, writeWhole } from "../../files/mod.ts";
import { decodePlainData, encodePlainData } from "./plain_data.ts";

/** Counted up whenever the format or the meaning of a checkpoint changes; older ones are refused then. */
export const VERSION = 1;

const MAGIC = new TextEncoder().encode("FedInk checkpoint\n");
const HEAD_BYTES = MAGIC.length + 4 + 8;
const DIGEST_BYTES = 32;
/** A checkpoint is read into memory whole. */
const MOST_BYTES = 2 ** 32;

/** A checkpoint that cannot be used; the message names the file and the reason. */
export class CheckpointError extends UserError {
  /** Always "CheckpointError". */
  override readonly name = "CheckpointError";
}

/**
 * Writes plain data as a file: magic line, version (32 bits), length of the content (64 bits), content, and the
 * SHA-256 of all before; little-endian. The name holds the old file or the new one, never half.
 *
 * @throws {WriteError} The file cannot be written.
 */
export function writeCheckpointFile(path: string, content: unknown): void {
  writeCheckpointBytes(path, encodePlainData(content));
}

/** The same with the content's bytes, whatever they are. */
export function writeCheckpointBytes(path: string, payload: Uint8Array): void {
  const head = new Uint8Array(HEAD_BYTES);
  head.set(MAGIC);
  const numbers = new DataView(head.buffer);
  numbers.setUint32(MAGIC.length, VERSION, true);
  numbers.setBigUint64(MAGIC.length + 4, BigInt(payload.length), true);
  writeWhole(path, head, payload, digestOf(head, payload));
}

/**
 * Reads it back.
 *
 * @throws {CheckpointError} It is missing, cut short, damaged, of another version or no checkpoint.
 */
export function readCheckpointFile(path: string): unknown {
  const bytes = readCheckpoint(path);
  const refuse = (reason: string) => new CheckpointError(`${path} ${reason}`);
  if (bytes.length < MAGIC.length || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw refuse("is not a FedInk checkpoint");
  }
  if (bytes.length < HEAD_BYTES + DIGEST_BYTES) throw refuse("is cut short");
  const numbers = new DataView(bytes.buffer, bytes.byteOffset);
  const version = numbers.getUint32(MAGIC.length, true);
  if (version !== VERSION) throw refuse(`has format version ${version}, this program reads ${VERSION}`);
  const length = numbers.getBigUint64(MAGIC.length + 4, true),
    rest = bytes.length - HEAD_BYTES - DIGEST_BYTES;
  if (length !== BigInt(rest)) {
    throw refuse(`is cut short or damaged: ${rest} bytes where ${length} were written`);
  }
  const body = bytes.subarray(0, HEAD_BYTES + rest), digest = bytes.subarray(HEAD_BYTES + rest);
  if (!digestOf(body).equals(digest)) throw refuse("is damaged: its checksum does not match");
  try {
    return decodePlainData(body.subarray(HEAD_BYTES));
  } catch (error) {
    throw refuse(`cannot be read: ${(error as Error).message}`);
  }
}

function readCheckpoint(path: string): Uint8Array {
  try {
    return readBytes(path, MOST_BYTES);
  } catch (error) {
    throw error instanceof FileError ? new CheckpointError(error.message) : error;
  }
}

function digestOf(...parts: readonly Uint8Array[]) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
